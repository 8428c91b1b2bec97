/** How often the context is looked at, ms. */
const LOOK_EVERY_MS = 500
/** A context that says it runs takes up to 1.5 s until it does (seen with PulseAudio). */
const STALLED_MS = 2_500

/** Notices a context that says it runs but does not move, or whose device reported an error. */
export class OutputWatch {
  readonly #onTrouble: () => void
  #context: AudioContext | null = null
  #timer: ReturnType<typeof setInterval> | null = null
  #time = -1
  #movedAt = 0

  constructor(onTrouble: () => void) {
    this.#onTrouble = onTrouble
  }

  /** Watches this context from now on; again after each repair. */
  start(context: AudioContext): void {
    this.stop()
    this.#context = context
    this.#movedAt = performance.now()
    context.addEventListener('error', this.#onTrouble)
    this.#timer = setInterval(() => this.#look(context), LOOK_EVERY_MS)
  }

  stop(): void {
    this.#context?.removeEventListener('error', this.#onTrouble)
    this.#context = null
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  #look(context: AudioContext): void {
    const now = performance.now()
    if (context.currentTime !== this.#time) this.#movedAt = now
    this.#time = context.currentTime
    if (now - this.#movedAt < STALLED_MS) return
    this.#movedAt = now
    this.#onTrouble()
  }
}
