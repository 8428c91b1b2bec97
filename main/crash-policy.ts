/** So many crashes within the window of time, and what has crashed is not started again. */
const MAX_CRASHES = 3
const WINDOW_MS = 60_000

export type AfterCrash = 'reopen' | 'give-up'

/**
 * What to do when a process of ours has died.
 *
 * @param crashes when each happened, this one last, in milliseconds of a steady clock.
 */
export function decideAfterCrash(crashes: readonly number[]): AfterCrash {
  const last = crashes.at(-1) ?? 0
  const recent = crashes.filter((at) => last - at < WINDOW_MS)
  return recent.length >= MAX_CRASHES ? 'give-up' : 'reopen'
}
