import { MICROPHONE } from '@contract/media'
import type { MicrophoneState } from '@contract/session'

/** A shorter gap, ms, is none: a chunk is 20 ms, and clocks are read a little late. */
const TOLERANCE_MS = 100
/** While silence is held back nothing comes for up to so long, ms: a second, and what is kept. */
const HELD_BACK_MS = 1_500
/** Sound that is told of from so long before what came last, ms, is by a clock that was set back. */
const SET_BACK_MS = 15_000

/**
 * Finds what of the user's voice never came although the gate was open and the microphone on: of a
 * worker, a page or a sound system that had no time, or that was made anew. Sound says when it was
 * captured, so that what is missing is seen by the gap, whoever has lost it. Times are ms since the
 * epoch.
 */
export class SoundCoverage {
  readonly #onLost: (ms: number) => void
  /** The page has said that its microphone is on, and not since that it has failed. */
  #isWatched = false
  /** Sound comes, also while the gate only keeps it. */
  #isRunning = false
  #isOpen = false
  /** Silence is held back. */
  #isHeld = false
  /** Since the gate was opened all has come up to here; `null`: nothing is known to be missing. */
  #until: number | null = null
  /** When `#until` was noted, on a clock that is never set, and how long ago that was then. */
  #last = { at: 0, ageMs: 0 }

  constructor(onLost: (ms: number) => void) {
    this.#onLost = onLost
  }

  noteMicrophone(kind: MicrophoneState['kind']): void {
    if (kind === 'on') this.#isWatched = true
    if (kind !== 'failed') return
    // The user is told, and sees that nothing is heard until it is on again.
    this.#miss(Date.now())
    this.#until = null
    this.#isWatched = false
    this.#isRunning = false
  }

  /** From now on silence is held back, or all comes. */
  noteHolding(isHeld: boolean): void {
    this.#isHeld = isHeld
  }

  /** The gate lets sound through from now on. */
  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    if (this.#isRunning) this.#advance(Date.now())
  }

  /** A chunk came whose last sample was captured then. */
  heard(at: number): void {
    if (!this.#isWatched) return
    this.#isRunning = true
    if (!this.#isOpen) return
    this.#miss(at - MICROPHONE.chunkMs)
    const isSetBack = this.#until !== null && this.#until - at > SET_BACK_MS
    this.#advance(isSetBack ? at : Math.max(this.#until ?? at, at))
  }

  /** So many ms came to the gate and were held back. */
  heldBack(ms: number): void {
    if (!this.#isWatched) return
    this.#isRunning = true
    if (this.#until !== null) this.#advance(this.#until + ms)
  }

  /** The gate is closed for what was captured from then on. */
  close(at: number): void {
    if (this.#isOpen) this.#miss(at)
    this.discard()
  }

  /** As `close`, but nothing is missed of what has not come. */
  discard(): void {
    this.#isOpen = false
    this.#until = null
  }

  /** Nothing is captured for us any more. */
  stop(): void {
    this.#isRunning = false
  }

  #advance(until: number): void {
    this.#until = until
    this.#last = { at: performance.now(), ageMs: Math.max(0, Date.now() - until) }
  }

  /** All should have come that was captured up to here. */
  #miss(to: number): void {
    if (this.#until === null) return
    // Where the computer's clock was set, less time has passed than it says.
    const passedMs = performance.now() - this.#last.at + this.#last.ageMs
    const ms = Math.min(to - this.#until, passedMs)
    const heldMs = this.#isHeld ? HELD_BACK_MS : 0
    if (ms - heldMs > TOLERANCE_MS) this.#onLost(Math.round(ms - heldMs))
  }
}
