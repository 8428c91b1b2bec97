/**
 * Sees whether a socket still takes to the network what it was given: a peer that reads no more
 * leaves the connection open, and nothing else tells of it. Pure; times in ms, sizes in bytes.
 */
export class DrainWatch {
  /** All that was given, as far as it is known. */
  #given: number
  #mostDrained = 0
  #drainedAt: number

  constructor(buffered: number, now: number) {
    this.#given = buffered
    this.#drainedAt = now
  }

  /** Something was given to the socket, which held `before` and then `after`. */
  gave(before: number, after: number): void {
    this.#given += Math.max(0, after - before)
  }

  /** For how many ms the socket has drained nothing of what it holds. */
  stalledMs(buffered: number, now: number): number {
    const drained = this.#given - buffered
    if (buffered === 0 || drained > this.#mostDrained) {
      this.#mostDrained = drained
      this.#drainedAt = now
    }
    return now - this.#drainedAt
  }
}
