import { MICROPHONE } from '@contract/media'

/** What is captured and when that is told may be apart by so much, ms. */
const TOLERANCE_MS = 500

/**
 * Tells how long ago sound was captured when it comes: a page that had no time for it hands over
 * seconds of it at once. The sound tells by the date, which may be set meanwhile: it cannot be older
 * than the time since what came before it, and where it claims to be, nothing is known and it counts
 * as fresh. Times in ms.
 */
export class SoundAge {
  /** When the latest sound was captured, or the first could be, on a clock that is never set. */
  #after = -Infinity

  /** Sound comes over another way from now on. */
  begin(): void {
    this.#after = performance.now()
  }

  /** The age of a chunk whose last sample was captured `at`, ms since the epoch; it comes now. */
  of(at: number): number {
    const now = performance.now()
    const told = Math.max(0, Date.now() - at)
    const oldest = now - this.#after - MICROPHONE.chunkMs
    const age = told <= oldest + TOLERANCE_MS ? told : 0
    this.#after = Math.max(this.#after, now - age)
    return age
  }
}
