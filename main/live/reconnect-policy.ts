import { describeFailure, isTransient, type ConnectionFailure } from './live-errors'

/** What is known when a connection has failed. */
export interface ReconnectFacts {
  /** Failures in a row, this one included: 1 for the first. */
  readonly failures: number
  readonly failure: ConnectionFailure
  /** Whether there is a resumption handle; a connection that failed in its setup carried it. */
  readonly hadHandle: boolean
  /** Whether the connection had been set up. */
  readonly wasLive: boolean
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
  const { failures, failure, hadHandle, wasLive, random } = facts
  if (failures > BACK_OFF.tries) return null
  if (!isTransient(failure)) {
    // A refused handle looks like a refused setup, and a session can hold what is refused each time
    // it is resumed: one fresh session tells them apart.
    const isSuspect = hadHandle && (!wasLive || failures === 1) && isRefusal(failure)
    return isSuspect ? { delayMs: 0, resume: false } : null
  }
  return {
    delayMs: backOffMs(failures, random),
    // Without a network no server has seen the handle.
    resume: hadHandle && (failures <= TRIES_WITH_HANDLE || isOffline(failure)),
  }
}

/**
 * How long to wait after so many failures in a row: not at all after the first, then up to a
 * ceiling that doubles. `random` is from 0 up to 1.
 */
export function backOffMs(failures: number, random: number): number {
  if (failures <= 1) return 0
  return Math.round(random * Math.min(BACK_OFF.mostMs, BACK_OFF.firstMs * 2 ** (failures - 1)))
}

/** The server refused what it was sent, and neither the key, the model nor the place is why. */
const isRefusal = (failure: ConnectionFailure): boolean =>
  failure.kind === 'closed' &&
  ['setup-refused', 'server-refused'].includes(describeFailure(failure).reason)

const isOffline = (failure: ConnectionFailure): boolean =>
  failure.kind === 'network' || (failure.kind === 'timeout' && failure.step === 'open')
