import type { TranscriptLine } from '@contract/transcript'

/** At most so often in ms a window is told of lines that go on changing: faster than anybody reads. */
const PACE_MS = 50

/**
 * Tells of a line at once, and then of those that change on at its own pace, in their newest form. A
 * line is told whole each time, so that a server that floods us with words would cost the square of
 * their number.
 */
export class PacedLines {
  readonly #tell: (line: TranscriptLine) => void
  readonly #waiting = new Map<string, TranscriptLine>()
  #timer: NodeJS.Timeout | null = null

  constructor(tell: (line: TranscriptLine) => void) {
    this.#tell = tell
  }

  add(line: TranscriptLine): void {
    this.#waiting.set(line.id, line)
    if (this.#timer === null) this.#tellWaiting()
  }

  #tellWaiting(): void {
    const lines = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#timer = lines.length > 0 ? setTimeout(() => this.#tellWaiting(), PACE_MS) : null
    for (const line of lines) this.#tell(line)
  }
}
