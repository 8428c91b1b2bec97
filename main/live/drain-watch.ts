/** A socket that drains nothing for so long, in ms, beyond what its bytes may take, has a dead peer. */
const DEAD_AFTER_MS = 5_000

/**
 * The slowest network that is waited for, in bytes per ms (128 kbit/s). A socket tells only of whole
 * messages that the network has taken: while a large picture goes out piece by piece, it seems to
 * drain nothing. To redial then would only bring the next picture, over the same network.
 */
const SLOWEST_BYTES_PER_MS = 16

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

  /** Whether the socket has drained nothing of what it holds for longer than that may take. */
  isDead(buffered: number, now: number): boolean {
    const drained = this.#given - buffered
    if (buffered === 0 || drained > this.#mostDrained) {
      this.#mostDrained = drained
      this.#drainedAt = now
    }
    return now - this.#drainedAt >= DEAD_AFTER_MS + buffered / SLOWEST_BYTES_PER_MS
  }
}
