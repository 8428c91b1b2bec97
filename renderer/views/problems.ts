import type { AppError } from '@contract/errors'
import type { AppState } from '@contract/state'

/** A failure to show, and how it goes away: `null` while its cause stands. */
export interface Problem {
  readonly key: string
  readonly error: AppError
  /** The name of what is concerned, such as a window. */
  readonly about?: string
  readonly dismissal:
    | { readonly kind: 'stands' }
    | { readonly kind: 'notice'; readonly id: number }
    | { readonly kind: 'here' }
}

/** All failures that concern the user now, each reason once, the gravest first. */
export function problemsOf(app: AppState, requestProblem: AppError | null): readonly Problem[] {
  const { session, microphone, sharing, notices } = app
  const all: Problem[] = []
  if (session.kind === 'failed') {
    all.push({ key: 'session', error: session.error, dismissal: { kind: 'stands' } })
  }
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
