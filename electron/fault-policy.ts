/** So many faults within the window of time, and the app is not what it should be any more. */
const MAX_FAULTS = 5
const WINDOW_MS = 60_000

/** A start so soon after an automatic one would only be the next turn of a circle. */
const RESTART_PAUSE_MS = 10 * 60_000

/** What is known when something was thrown that nobody caught. */
export interface FaultFacts {
  /** The app has come up; before that a restart would fail in the same way. */
  readonly isUp: boolean
  /** When each fault happened, this one last, in milliseconds of a steady clock. */
  readonly faults: readonly number[]
  /** How long ago the app was restarted because of faults, in milliseconds; `null`: it was not. */
  readonly sinceRestartMs: number | null
}

export type AfterFault = 'go-on' | 'restart' | 'end'

/**
 * What to do when something was thrown that nobody caught: one bug does not end a conversation, and
 * a row of them does not go on for ever, neither within a run nor from run to run.
 */
export function decideAfterFault({ isUp, faults, sinceRestartMs }: FaultFacts): AfterFault {
  if (!isUp) return 'end'
  const last = faults.at(-1) ?? 0
  const recent = faults.filter((at) => last - at < WINDOW_MS)
  if (recent.length < MAX_FAULTS) return 'go-on'
  // A clock that was set back tells nothing; better once too often than never again.
  const isCircle =
    sinceRestartMs !== null && sinceRestartMs >= 0 && sinceRestartMs < RESTART_PAUSE_MS
  return isCircle ? 'end' : 'restart'
}
