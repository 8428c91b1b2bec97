/** Longer waits are the user's to decide on, in ms. */
const LONGEST_MS = 3_600_000

/**
 * Reads a `Retry-After` header (seconds or an HTTP date) in ms from `now`, which is in ms since the
 * epoch; `null` when there is none that can be used.
 */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  const text = header.trim()
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS)
  // Only dates with a name of a day: `Date.parse` makes something of almost any text.
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), LONGEST_MS)
}
