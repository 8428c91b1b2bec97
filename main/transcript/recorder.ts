import type { TranscriptLine } from '@contract/transcript'
import { HELD_LINES } from '@contract/transcript-bounds'
import { TranscriptAssembler, turnAfter } from './assembler'
import { CaptionTrack, cutAtWord } from './heard-text'
import type { TranscriptStore } from './store'

export interface RecorderOptions {
  readonly store: TranscriptStore
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Whether the conversation that begins now is to be kept on the disk. */
  readonly isKept?: () => boolean
  /** A line that is kept, to be shown. */
  readonly onLine: (line: TranscriptLine) => void
}

/** One conversation. */
export interface Occasion {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

/** A conversation that can be gone on with. */
export interface Thread extends Occasion {
  /** The last of it, in order of speaking. */
  readonly lines: readonly TranscriptLine[]
}

/** Keeps the lines of all conversations: saved first, shown second. */
export class TranscriptRecorder {
  readonly #options: RecorderOptions
  readonly #lines = new Map<string, TranscriptLine>()
  #assembler: TranscriptAssembler | null = null
  /** Of the newest conversation of earlier runs. */
  #newestId: string | null = null
  #isKept = true
  #current: Occasion | null = null
  /** Where in the voice the answer begins that is told of next. */
  #answerStartsAt = 0
  /** The captions of the answer that has come last. */
  #captions: { readonly lineId: string; readonly track: CaptionTrack } | null = null

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  /** Reads what earlier runs have kept, and returns what was not known yet; `null`: it cannot be read. */
  async load(): Promise<readonly TranscriptLine[] | null> {
    try {
      const kept = await this.#options.store.load()
      // What was said meanwhile is newer than what was read.
      const earlier = kept.filter(({ id }) => !this.#lines.has(id))
      for (const line of earlier) this.#lines.set(line.id, line)
      this.#newestId = kept.at(-1)?.conversationId ?? null
      return earlier
    } catch {
      return null
    }
  }

  /** Every line, oldest conversation first, each in order of speaking. */
  get lines(): readonly TranscriptLine[] {
    return [...this.#lines.values()].sort(
      (a, b) => a.conversationId.localeCompare(b.conversationId, 'en') || a.position - b.position,
    )
  }

  /** Of the conversation that is on, or was on last, in this run or an earlier one. */
  get shownId(): string | null {
    return this.#current?.id ?? this.#newestId
  }

  /** The conversation that is on, or was on last in this run. */
  get current(): Occasion | null {
    return this.#current
  }

  /** Whether that one is kept on the disk. */
  get isKept(): boolean {
    return this.#isKept
  }

  /** The same, if it is kept on the disk. */
  get kept(): Occasion | null {
    return this.#isKept ? this.#current : null
  }

  /** Nothing of these conversations is shown or kept any more; returns their ids. */
  forget(ids: readonly string[] | 'all'): readonly string[] {
    const gone = new Set(ids === 'all' ? this.lines.map((line) => line.conversationId) : ids)
    for (const { id, conversationId } of this.#lines.values()) {
      if (gone.has(conversationId)) this.#lines.delete(id)
    }
    this.#options.store.forget(gone)
    return [...gone]
  }

  /** The lines of the conversation that is on, or was on last, in order of speaking. */
  get conversation(): readonly TranscriptLine[] {
    return this.lines.filter(({ conversationId }) => conversationId === this.#current?.id)
  }

  /** Begins a conversation; its id sorts by its start. */
  begin(): void {
    const startedAt = this.#options.now()
    const id = new Date(startedAt).toISOString().replaceAll(/[:.]/g, '-')
    this.#current = { id, startedAt }
    this.#isKept = this.#options.isKept?.() ?? true
    this.#assembler = new TranscriptAssembler({ conversationId: id, now: this.#options.now })
  }

  /** Goes on with an earlier conversation, of which these are the last lines. */
  goOnWith({ id, startedAt, lines }: Thread): void {
    this.#current = { id, startedAt }
    this.#isKept = true
    const firstTurn = turnAfter(lines.at(-1))
    this.#assembler = new TranscriptAssembler({
      conversationId: id,
      now: this.#options.now,
      firstTurn,
    })
    for (const line of lines) {
      this.#lines.set(line.id, line)
      this.#options.onLine(line)
    }
  }

  /** Lets the assembler take in something, and keeps and shows the lines that it changed. */
  write(take: (assembler: TranscriptAssembler) => readonly TranscriptLine[]): void {
    if (this.#assembler === null) return
    for (const line of take(this.#assembler)) void this.#keep(line)
  }

  /** An answer begins here in the voice; places are samples in a count that never starts anew. */
  answerBegins(receivedSamples: number): void {
    this.#captions?.track.end(receivedSamples)
    this.#answerStartsAt = receivedSamples
  }

  /** A fragment of what the assistant says aloud, and how much of its voice had come by then. */
  assistantSaid(text: string, receivedSamples: number, language?: string): void {
    this.write((assembler) => {
      const changed = assembler.assistantSaid(text, language)
      for (const { id, text } of changed) {
        if (this.#captions?.lineId !== id) {
          this.#captions = { lineId: id, track: new CaptionTrack(this.#answerStartsAt) }
        }
        this.#captions.track.caption(text.length, receivedSamples)
      }
      return changed
    })
  }

  /**
   * Marks the answer that goes on, or is `stillHeard`, as interrupted. Returns what leaves of its
   * line only the words up to a place in the voice, or `null` if there is none.
   */
  interruptAnswer(
    stillHeard: boolean,
    receivedSamples: number,
  ): ((heardUpTo: number) => void) | null {
    const changed = this.#assembler?.answerInterrupted(stillHeard) ?? []
    for (const line of changed) void this.#keep(line)
    const line = changed.find(({ interrupted }) => interrupted)
    if (!line || this.#captions?.lineId !== line.id) return null
    const { track } = this.#captions
    return (heardUpTo) => {
      const length = track.heardLength(heardUpTo, receivedSamples)
      void this.#keep({ ...line, text: cutAtWord(line.text, length) })
    }
  }

  /** Resolves when everything is kept. */
  async close(): Promise<void> {
    await this.#options.store.close()
  }

  /** Of what is on the disk, only the newest is held here too. */
  #letGo(): void {
    if (this.#lines.size <= HELD_LINES) return
    const isOfCurrent = ([, { conversationId }]: readonly [string, TranscriptLine]): boolean =>
      conversationId === this.#current?.id
    const others = [...this.#lines].filter((each) => !isOfCurrent(each))
    const own = this.#isKept ? [...this.#lines].filter(isOfCurrent) : []
    const excess = this.#lines.size - HELD_LINES
    for (const [id] of [...others, ...own].slice(0, excess)) this.#lines.delete(id)
  }

  async #keep(line: TranscriptLine): Promise<void> {
    this.#lines.set(line.id, line)
    this.#letGo()
    // One that cannot be kept is shown all the same; the store tells, and keeps it when it can.
    if (this.#isKept) await this.#options.store.append(line).catch(() => undefined)
    this.#options.onLine(line)
  }
}
