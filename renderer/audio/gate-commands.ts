import type { Gate, MicrophoneCommand } from '@contract/media'

interface Waiting {
  readonly command: MicrophoneCommand
  /** From here in the sound it counts. */
  readonly from: number
}

/**
 * Main's commands, until the sound has come to the place where they count: a worker that had no time
 * for a while finds command and sound waiting, in no order. Pure; places in the sound are ms of the
 * clock that tells when it was captured.
 */
export class GateCommands {
  #waiting: readonly Waiting[] = []

  /** A command that was given at this place. `kind`: what the gate is, until the first that waits. */
  add(command: MicrophoneCommand, at: number, kind: Gate['kind']): void {
    const before = this.#waiting.filter(({ from }) => from <= at)
    // A tail that is still going out gives way to a newer command, which never makes it longer.
    const tail = this.#waiting.find(({ from }) => from > at)
    const wasOpen = (before.at(-1)?.command.gate.kind ?? kind) === 'open'
    const hasTail = wasOpen && command.gate.kind !== 'open'
    const from = hasTail ? Math.min(at + command.tailMs, tail?.from ?? Infinity) : at
    this.#waiting = [...before, { command, from }]
  }

  /** Takes out what counts for sound from this place on, oldest first. */
  take(at: number): readonly MicrophoneCommand[] {
    const due = this.#waiting.filter(({ from }) => from <= at)
    if (due.length > 0) this.#waiting = this.#waiting.filter(({ from }) => from > at)
    return due.map(({ command }) => command)
  }

  /** From where the last command counts that closes the gate, and waits; main waits for its answer. */
  get closesAt(): number | null {
    const closing = this.#waiting.filter(({ command: { gate } }) => !lets(gate.kind))
    return closing.at(-1)?.from ?? null
  }
}

const lets = (kind: Gate['kind']): boolean => kind === 'open' || kind === 'detecting'
