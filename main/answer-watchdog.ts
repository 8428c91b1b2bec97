import type { Clock } from './live/clock'

/** A question that nothing has come back to for so long, in ms, is told of. */
export const ANSWER_WITHIN_MS = 10_000

/** Where a question stands. `adrift`: the connection broke before anything came back. */
export type AnswerWatch = 'idle' | 'waiting' | 'adrift' | 'told'

export type AnswerWatchEvent =
  /** A question is whole and with a connection. */
  | 'asked'
  /** Something came back, whatever it was; or nothing is to come back. */
  | 'settled'
  | 'lost'
  | 'live'
  | 'expired'

const NEXT: Record<AnswerWatch, Partial<Record<AnswerWatchEvent, AnswerWatch>>> = {
  idle: { asked: 'waiting' },
  waiting: { settled: 'idle', lost: 'adrift', expired: 'told' },
  adrift: { asked: 'waiting', settled: 'idle', live: 'waiting' },
  told: { asked: 'waiting', settled: 'idle' },
}

/** The state that follows; the same one where nothing of the kind matters. Pure. */
export const nextAnswerWatch = (watch: AnswerWatch, event: AnswerWatchEvent): AnswerWatch =>
  NEXT[watch][event] ?? watch

export interface AnswerWatchdogOptions {
  readonly clock: Clock
  /** Nothing has come back in time, or that is no longer so. */
  onMissing(missing: boolean): void
}

/** Sees that something comes back to what the user asked. */
export class AnswerWatchdog {
  readonly #options: AnswerWatchdogOptions
  #watch: AnswerWatch = 'idle'
  #cancel: () => void = () => undefined

  constructor(options: AnswerWatchdogOptions) {
    this.#options = options
  }

  receive(event: AnswerWatchEvent): void {
    const before = this.#watch
    this.#watch = nextAnswerWatch(before, event)
    const isAnew = event === 'asked' && this.#watch === 'waiting'
    if (this.#watch === before && !isAnew) return
    this.#cancel()
    this.#cancel = () => undefined
    if (this.#watch === 'waiting') {
      this.#cancel = this.#options.clock.schedule(() => this.receive('expired'), ANSWER_WITHIN_MS)
    }
    if ((this.#watch === 'told') !== (before === 'told')) {
      this.#options.onMissing(this.#watch === 'told')
    }
  }
}
