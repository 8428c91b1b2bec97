import type { Clock } from './live/clock'

/** Losses that follow one another within so many ms are one gap: the network stutters. */
const ONE_GAP_MS = 2_000

export interface GapTrackOptions {
  readonly clock: Clock
  /** Milliseconds since the epoch. */
  readonly date: () => number
  readonly onGap: (gap: { readonly at: number; readonly lostMs: number }) => void
}

/** Joins what is lost of the user's voice, and times without a connection, to gaps. */
export class GapTrack {
  readonly #options: GapTrackOptions
  #open: { readonly at: number; lostMs: number } | null = null
  #isOffline = false
  #cancel: () => void = () => undefined

  constructor(options: GapTrackOptions) {
    this.#options = options
  }

  /** The connection broke. */
  offline(): void {
    this.#isOffline = true
    this.#cancel()
    this.#open ??= { at: this.#options.date(), lostMs: 0 }
  }

  online(): void {
    this.#isOffline = false
    this.#closeSoon()
  }

  /** So many ms of what was said did not arrive. */
  lose(ms: number): void {
    this.#open ??= { at: this.#options.date(), lostMs: 0 }
    this.#open.lostMs += ms
    if (!this.#isOffline) this.#closeSoon()
  }

  /** The conversation is over, or rests: what comes later is another gap. */
  end(): void {
    this.#isOffline = false
    this.#cancel()
    const gap = this.#open
    this.#open = null
    if (gap !== null) this.#options.onGap(gap)
  }

  #closeSoon(): void {
    this.#cancel()
    if (this.#open === null) return
    this.#cancel = this.#options.clock.schedule(() => this.end(), ONE_GAP_MS)
  }
}
