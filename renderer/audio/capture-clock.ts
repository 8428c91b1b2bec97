/**
 * Pieces of sound after which a delay that was once seen counts no more: as many as can wait to be
 * read (10 s), so that of a backlog each piece is compared with one that came in time.
 */
const REMEMBERED_PIECES = 1_000

/**
 * Tells when sound was captured, by the time of the piece itself. That counts on a clock of its own,
 * whose distance to ours is learnt from the piece that came soonest: what takes longer was waiting.
 * Pure; times in ms.
 */
export class CaptureClock {
  /** The shortest way from a piece's end to its being read, of the pieces before and of these. */
  #before = Infinity
  #shortest = Infinity
  #pieces = 0

  /** When the last sample of this piece was captured; it is read `now`. */
  endOf(
    piece: Pick<AudioData, 'timestamp' | 'numberOfFrames' | 'sampleRate'>,
    now: number,
  ): number {
    // The piece tells of its first sample, in µs.
    const end = piece.timestamp / 1_000 + durationMs(piece)
    if (this.#pieces === REMEMBERED_PIECES) {
      this.#before = this.#shortest
      this.#shortest = Infinity
      this.#pieces = 0
    }
    this.#pieces += 1
    this.#shortest = Math.min(this.#shortest, now - end)
    return end + Math.min(this.#shortest, this.#before)
  }
}

/** How long this piece sounds, ms. */
export function durationMs(piece: Pick<AudioData, 'numberOfFrames' | 'sampleRate'>): number {
  return (1_000 * piece.numberOfFrames) / piece.sampleRate
}
