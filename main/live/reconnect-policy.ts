import { isBeforeSetup, verdictOn } from './failure-verdict'
import type { ConnectionFailure } from './live-errors'
import type { Course, Moment } from './session-model'

/** A connection that has lived this long, in ms, shows that earlier failures are over. */
export const STEADY_MS = 10_000

/** Base and ceiling of the back-off, in ms. */
const BACK_OFF = { firstMs: 300, mostMs: 15_000 } as const

/** How long a conversation is tried to be restored before the user is asked, in ms. */
export const BUDGET_MS = 10 * 60_000

/** How long a first connection is tried for, in ms: somebody sits there and waits for it. */
export const FIRST_BUDGET_MS = 60_000

/** No more dials than this within a minute, whatever happens; those at the user's word aside. */
const MOST_DIALS = 12
const DIALS_WITHIN_MS = 60_000

/** After this many failures for which it may be to blame, the handle is not tried again. */
const MOST_SUSPICIONS = 2

/** A second refusal within this time, in ms, shows that a fresh session does not help. */
const REFUSAL_MEMORY_MS = 60_000

/** The service keeps a session that can be resumed for two hours after its end. */
const HANDLE_LIFE_MS = 2 * 60 * 60_000

export interface FailureFacts {
  readonly failure: ConnectionFailure
  /** Whether the connection had been set up. */
  readonly wasLive: boolean
  /** Whether the setup that failed carried a handle. */
  readonly hadHandle: boolean
}

export type ReconnectPlan =
  | {
      readonly kind: 'retry'
      readonly course: Course
      readonly delayMs: number
      /** At least so long, by the server's own word, in ms. */
      readonly atLeastMs: number
      /** What the user said meanwhile may be what was refused. */
      readonly dropsWaiting: boolean
    }
  | { readonly kind: 'give-up' }
  | { readonly kind: 'block' }

/** Decides what follows a failure. Pure. */
export function planReconnect(course: Course, facts: FailureFacts, moment: Moment): ReconnectPlan {
  const { failure } = facts
  const verdict = verdictOn(failure)
  const downSince = course.downSince ?? moment.at
  const next: Course = { ...course, downSince, failures: course.failures + 1 }
  if (verdict === 'blocked') return { kind: 'block' }
  if (verdict === 'refused') return planAfterRefusal(next, facts, moment.at)
  const askedMs = retryAfterMs(failure)
  if (askedMs > BUDGET_MS) return { kind: 'block' }
  const budgetMs = course.hasLived ? BUDGET_MS : FIRST_BUDGET_MS
  if (moment.at - downSince >= budgetMs) return { kind: course.hasLived ? 'give-up' : 'block' }
  return {
    kind: 'retry',
    course: verdict === 'busy' ? next : suspect(next, facts),
    delayMs: Math.max(askedMs, backOffMs(course.failures, moment.random)),
    atLeastMs: askedMs,
    dropsWaiting: false,
  }
}

/**
 * A refused handle looks like a refused setup, and a session can hold what is refused each time it
 * is resumed: one fresh session tells them apart.
 */
function planAfterRefusal(course: Course, facts: FailureFacts, at: number): ReconnectPlan {
  const { refusedAt } = course
  const isRepeated = refusedAt !== null && at - refusedAt < REFUSAL_MEMORY_MS
  if (isRepeated || !(facts.wasLive || facts.hadHandle)) return { kind: 'block' }
  return {
    kind: 'retry',
    course: { ...course, handle: null, suspicions: 0, refusedAt: at },
    delayMs: 0,
    atLeastMs: 0,
    dropsWaiting: true,
  }
}

/** A server that fails over a session may do so each time it is resumed. */
function suspect(course: Course, { failure, wasLive, hadHandle }: FailureFacts): Course {
  const isFault = verdictOn(failure) === 'server-fault'
  // Without a network no server has seen the handle.
  if (!isFault && (wasLive || !hadHandle || isBeforeSetup(failure))) return course
  // A fault that answers the handle itself is as good as two.
  const suspicions = course.suspicions + (isFault && !wasLive && hadHandle ? MOST_SUSPICIONS : 1)
  return suspicions >= MOST_SUSPICIONS
    ? { ...course, suspicions: 0, handle: null }
    : { ...course, suspicions }
}

/**
 * How long to wait before a try, in ms: any time up to a ceiling that doubles with each failure
 * before this one. `random` is from 0 up to 1.
 */
export function backOffMs(failuresBefore: number, random: number): number {
  return Math.round(random * Math.min(BACK_OFF.mostMs, BACK_OFF.firstMs * 2 ** failuresBefore))
}

/** After a time without fault, what went wrong before it counts no more. */
export const settled = (course: Course): Course => ({
  ...course,
  failures: 0,
  suspicions: 0,
  downSince: null,
})

/** How long the next dial must wait, in ms, so that there are never too many within a minute. */
export function dialPauseMs(dials: readonly number[], at: number): number {
  const first = dials.at(-MOST_DIALS)
  return first === undefined ? 0 : Math.max(0, first + DIALS_WITHIN_MS - at)
}

/** The course once it is dialed at this time; a handle that is too old is not tried. */
export function withDial(course: Course, at: number): Course {
  const isTooOld = course.handle !== null && at - course.handle.at > HANDLE_LIFE_MS
  const dials = [...course.dials.filter((each) => at - each < DIALS_WITHIN_MS), at]
  return { ...course, dials, handle: isTooOld ? null : course.handle }
}

const retryAfterMs = (failure: ConnectionFailure): number =>
  'retryAfterMs' in failure ? (failure.retryAfterMs ?? 0) : 0
