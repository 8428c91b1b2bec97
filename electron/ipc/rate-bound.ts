/** How many messages are let through. */
export interface Rate {
  readonly perSecond: number
  /** So many at once, after a pause. */
  readonly burst: number
}

/**
 * Says of each message whether it is within the rate (a token bucket).
 *
 * @param now milliseconds of a clock that never goes back.
 */
export function createRateBound({ perSecond, burst }: Rate, now: () => number): () => boolean {
  let tokens = burst
  let last = now()
  return () => {
    const at = now()
    tokens = Math.min(burst, tokens + ((at - last) / 1_000) * perSecond)
    last = at
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
