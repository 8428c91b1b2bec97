import { isTransient, type ConnectionFailure } from './live-errors'

/** What is known when a connection has failed. */
export interface ReconnectFacts {
  /** Failures in a row, this one included: 1 for the first. */
  readonly failures: number
  readonly failure: ConnectionFailure
  /** Whether the failed try carried a resumption handle. */
  readonly hadHandle: boolean
  /** From 0 up to 1, for the jitter. */
  readonly random: number
}

export interface ReconnectPlan {
  /** Milliseconds to wait before the next try. */
  readonly delayMs: number
  /** Resume with the handle, or begin a fresh session that is given the conversation so far. */
  readonly resume: boolean
}

/** Base and ceiling of the back-off, in ms, and how often it is tried before the user is asked. */
const BACK_OFF = { firstMs: 300, mostMs: 15_000, tries: 12 } as const

/** After this many failures with a handle, the handle itself is suspected. */
const TRIES_WITH_HANDLE = 2

/** Decides on the next try, or `null` when only the user can help. Pure. */
export function planReconnect(facts: ReconnectFacts): ReconnectPlan | null {
  const { failures, failure, hadHandle, random } = facts
  if (!isTransient(failure)) {
    // A refused handle looks like a refused setup: one fresh session tells them apart.
    const handleMayBeRefused =
      hadHandle && failure.kind === 'closed' && isArgumentClose(failure.code)
    return handleMayBeRefused && failures === 1 ? { delayMs: 0, resume: false } : null
  }
  if (failures > BACK_OFF.tries) return null
  const ceiling = Math.min(BACK_OFF.mostMs, BACK_OFF.firstMs * 2 ** (failures - 1))
  return {
    delayMs: failures === 1 ? 0 : Math.round(random * ceiling),
    resume: hadHandle && failures <= TRIES_WITH_HANDLE,
  }
}

const isArgumentClose = (code: number): boolean => code === 1007 || code === 1008
