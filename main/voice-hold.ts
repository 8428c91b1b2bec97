import {
  LISTENING,
  softInterrupt,
  wakeAt,
  type SoftInterrupt,
  type SoftInterruptEvent,
} from './soft-interrupt'

export interface VoiceHoldOptions {
  readonly hold: () => void
  readonly resume: () => void
  readonly onHeld: (held: boolean) => void
  /** The voice played on, as after a cough. */
  readonly onResumed: () => void
}

/** Holds the voice while the user may be taking the word, and lets it play on when not. */
export class VoiceHold {
  readonly #options: VoiceHoldOptions
  #state: SoftInterrupt = LISTENING
  #timer: NodeJS.Timeout | undefined

  constructor(options: VoiceHoldOptions) {
    this.#options = options
  }

  receive(event: SoftInterruptEvent): void {
    const before = this.#state
    const now = performance.now()
    const { state, command } = softInterrupt(before, event, now)
    this.#state = state
    clearTimeout(this.#timer)
    if (state.kind === 'held') {
      // Rounded up: a timer must not come before its time.
      const ms = Math.max(0, Math.ceil(wakeAt(state) - now))
      this.#timer = setTimeout(() => this.receive({ type: 'time' }), ms)
    }
    if (command === 'hold') this.#options.hold()
    if (command === 'resume') {
      this.#options.resume()
      this.#options.onResumed()
    }
    if ((before.kind === 'held') !== (state.kind === 'held')) {
      this.#options.onHeld(state.kind === 'held')
    }
  }
}
