/** So many messages that cannot be read, within so many ms, and the connection is left. */
const LIMIT = { messages: 20, withinMs: 60_000 } as const

/**
 * Counts messages that are not JSON or have another shape. One is dropped and forgotten; many mean
 * that the peer, or something between, is broken, and that another connection may help.
 */
export class BrokenMessages {
  readonly #now: () => number
  /** When the last of them came, in ms, oldest first. */
  #times: number[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts one; returns whether it was one too many. */
  add(): boolean {
    const now = this.#now()
    this.#times = [...this.#times.filter((at) => now - at < LIMIT.withinMs), now]
    return this.#times.length >= LIMIT.messages
  }
}
