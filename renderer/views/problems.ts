import { appError, type AppError } from '@contract/errors'
import type { AppState } from '@contract/state'

/** A failure to show, and how it goes away: `null` while its cause stands. */
export interface Problem {
  readonly key: string
  readonly error: AppError
  /** The name of what is concerned, such as a window. */
  readonly about?: string
  /** It may pass: another try is made without the user. */
  readonly isRetried?: boolean
  readonly dismissal:
    | { readonly kind: 'stands' }
    | { readonly kind: 'notice'; readonly id: number }
    | { readonly kind: 'here' }
}

/** Failures in a row, after which what is wrong is told at length. */
const TOLD_ATTEMPTS = 3

function sessionProblems(session: AppState['session']): readonly Problem[] {
  const stands = { key: 'session', dismissal: { kind: 'stands' } } as const
  if (session.kind === 'failed') return [{ ...stands, error: session.error }]
  if (session.kind === 'paused' && session.why === 'gave-up') {
    return [{ ...stands, error: appError('connection-given-up') }]
  }
  if (session.kind === 'reconnecting' && session.error && session.attempt >= TOLD_ATTEMPTS) {
    return [{ ...stands, error: session.error, isRetried: true }]
  }
  return []
}

/** All failures that concern the user now, each reason once, the gravest first. */
export function problemsOf(app: AppState, requestProblem: AppError | null): readonly Problem[] {
  const { session, microphone, sharing, notices } = app
  const all: Problem[] = []
  all.push(...sessionProblems(session))
  if (microphone.kind === 'failed') {
    all.push({ key: 'microphone', error: microphone.error, dismissal: { kind: 'stands' } })
  }
  if (sharing.kind === 'off' && sharing.ended?.error) {
    const { name, error } = sharing.ended
    all.push({ key: 'sharing', error, about: name, dismissal: { kind: 'here' } })
  }
  for (const { id, error } of notices) {
    all.push({ key: `notice-${id}`, error, dismissal: { kind: 'notice', id } })
  }
  if (requestProblem)
    all.push({ key: 'request', error: requestProblem, dismissal: { kind: 'here' } })
  return all.filter(
    ({ error }, index) => all.findIndex((other) => other.error.reason === error.reason) === index,
  )
}
