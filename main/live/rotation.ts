import type { Clock } from './clock'

/**
 * A connection lives for about ten minutes; at this age, in ms, it is left for another, while there
 * is still time to wait for a quiet moment.
 */
const OLD_AGE_MS = 9 * 60_000

/** What is left then, in ms. */
const OLD_AGE_LEFT_MS = 45_000

/** What is taken to be left when the server does not say it usably, in ms. */
const UNKNOWN_LEFT_MS = 5_000

/** No connection lives longer, so no notice can, in ms. */
const LONGEST_LEFT_MS = 10 * 60_000

/** The server drops the connection when its notice runs out; we leave this many ms before. */
const MARGIN_MS = 5_000

/** Of a short notice, the share that is kept as margin: the rest may still bring an answer's end. */
const MARGIN_SHARE = 1 / 2

/** How long quiet must last, in ms: the handle that covers a turn comes just after its end. */
const SETTLE_MS = 300

export interface RotationOptions {
  readonly clock: Clock
  /** Nobody speaks and nothing is owed: a good moment to change connections. */
  isQuiet(): boolean
  /** Leaves the connection; called once per notice, unless it was cancelled. */
  leave(why: 'go-away' | 'age'): void
}

const nothing = (): void => undefined

/** When to leave a connection that ends soon: by the server's notice, or by its age. */
export class Rotation {
  readonly #options: RotationOptions
  #why: 'go-away' | 'age' | null = null
  #cancelAge = nothing
  #cancelDeadline = nothing
  #cancelSettling = nothing

  constructor(options: RotationOptions) {
    this.#options = options
  }

  /** There is a new connection. */
  begin(): void {
    this.cancel()
    this.#cancelAge = this.#options.clock.schedule(
      () => this.#plan('age', OLD_AGE_LEFT_MS),
      OLD_AGE_MS,
    )
  }

  /** The server has given notice; `null` when it did not say usably for when. */
  noteGoAway(timeLeftMs: number | null): void {
    const isUsable = timeLeftMs !== null && timeLeftMs > 0 && timeLeftMs <= LONGEST_LEFT_MS
    this.#plan('go-away', isUsable ? timeLeftMs : UNKNOWN_LEFT_MS)
  }

  /** Something has come to rest. */
  noteQuiet(): void {
    if (this.#why === null || !this.#options.isQuiet()) return
    this.#cancelSettling()
    this.#cancelSettling = this.#options.clock.schedule(() => {
      if (this.#options.isQuiet()) this.#leave()
    }, SETTLE_MS)
  }

  /** The connection is gone, whatever was planned. */
  cancel(): void {
    this.#cancelAge()
    this.#cancelDeadline()
    this.#cancelSettling()
    this.#why = null
  }

  #plan(why: 'go-away' | 'age', leftMs: number): void {
    this.cancel()
    this.#why = why
    const patienceMs = leftMs - Math.min(MARGIN_MS, leftMs * MARGIN_SHARE)
    this.#cancelDeadline = this.#options.clock.schedule(() => this.#leave(), patienceMs)
    this.noteQuiet()
  }

  #leave(): void {
    const why = this.#why
    this.cancel()
    if (why !== null) this.#options.leave(why)
  }
}
