// @ts-check

/** So many requests in so many ms, for each client. */
const LIMIT = { requests: 60, windowMs: 60_000 }
/** More clients than this are not told apart: the oldest is forgotten. */
const MOST_CLIENTS = 10_000

/** Counts the requests of each client in a window that moves with its first request. */
export class RateLimit {
  /** @type {Map<string, { count: number, until: number }>} */
  #clients = new Map()
  #now
  #limit

  /** @param {{ now?: () => number, limit?: typeof LIMIT }} [options] */
  constructor({ now = Date.now, limit = LIMIT } = {}) {
    this.#now = now
    this.#limit = limit
  }

  /**
   * Counts a request.
   *
   * @param {string} client
   * @returns {number} 0 when it may pass, else how many seconds to wait
   */
  take(client) {
    const now = this.#now()
    const known = this.#clients.get(client)
    if (known === undefined || known.until <= now) {
      this.#clients.delete(client)
      this.#clients.set(client, { count: 1, until: now + this.#limit.windowMs })
      const oldest = this.#clients.keys().next().value
      if (this.#clients.size > MOST_CLIENTS && oldest !== undefined) this.#clients.delete(oldest)
      return 0
    }
    known.count += 1
    return known.count <= this.#limit.requests ? 0 : Math.ceil((known.until - now) / 1000)
  }
}
