/** When to look for updates by itself. Times in ms; dates in ms since the epoch. Pure. */

const HOUR_MS = 60 * 60_000

/** The start of the app, and what its user came for, come first. */
export const FIRST_LOOK_MS = 5 * 60_000
/** From one look that was answered to the next. */
export const EVERY_MS = 24 * HOUR_MS
/** So much later at most, at random: not all who start at nine ask at nine. */
export const SPREAD_MS = 4 * HOUR_MS
/** After one that failed. */
export const RETRY_MS = 2 * HOUR_MS
/** No wait is longer: timers stand still while the computer sleeps, the date does not. */
export const LONGEST_WAIT_MS = HOUR_MS

export interface ScheduleFacts {
  readonly startedAt: number
  /** When a look was answered last, in this run or an earlier one. */
  readonly lookedAt: number | null
  /** When one failed in this run. */
  readonly failedAt: number | null
  /** Chance, from 0 up to 1; the same for a whole run. */
  readonly chance: number
  /** Until the first look. */
  readonly firstLookMs: number
}

/** The date from which a look is due. */
export function lookDueAt(now: number, facts: ScheduleFacts): number {
  const { startedAt, lookedAt, failedAt, chance, firstLookMs } = facts
  const first = startedAt + firstLookMs
  // One that lies ahead was noted with a clock that has been put right since.
  const isKnown = lookedAt !== null && lookedAt <= now
  const regular = isKnown ? lookedAt + EVERY_MS + chance * SPREAD_MS : first
  const again = failedAt !== null && failedAt <= now ? failedAt + RETRY_MS * (1 + chance) : 0
  return Math.max(first, regular, again)
}

/** How long to wait until it is worth looking at the clock again. */
export const waitMs = (now: number, dueAt: number): number =>
  Math.min(LONGEST_WAIT_MS, Math.max(0, dueAt - now))
