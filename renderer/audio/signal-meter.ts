import type { CaptureSignal } from './capture-messages'

/** How much sound each signal tells of, ms. */
const SIGNAL_EVERY_MS = 100

/** Tells how loud the microphone is, and whether anything comes from it at all. */
export class SignalMeter {
  readonly #tell: (signal: CaptureSignal) => void
  #peak = 0
  #heard = false
  /** Of sound since the last signal. */
  #passedMs = 0

  constructor(tell: (signal: CaptureSignal) => void) {
    this.#tell = tell
  }

  /** Something else than zeros came since the last signal. */
  get heard(): boolean {
    return this.#heard
  }

  /** Looks for anything but zeros. */
  hear(samples: Float32Array): void {
    this.#heard ||= samples.some((sample) => sample !== 0)
  }

  /** Measures how loud these are, and tells when it is time. */
  pass(samples: Float32Array, rateHz: number): void {
    for (const sample of samples) this.#peak = Math.max(this.#peak, Math.abs(sample))
    this.#passedMs += (1_000 * samples.length) / rateHz
    if (this.#passedMs < SIGNAL_EVERY_MS) return
    this.#tell({ kind: 'signal', peak: this.#peak, heard: this.#heard })
    this.#peak = 0
    this.#heard = false
    this.#passedMs = 0
  }
}
