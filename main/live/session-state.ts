import type { SessionState } from '@contract/session'
import type { Gap, SessionModel } from './session-model'

/** Whether a conversation is on: connected, or on its way to be. */
export const isActive = (state: SessionState): boolean =>
  state.kind === 'connecting' || state.kind === 'live' || state.kind === 'reconnecting'

/** No conversation is on, nor can one be gone on with. */
export const isOver = ({ kind }: SessionState): boolean =>
  kind === 'idle' || kind === 'ended' || kind === 'failed'

/** The session as the user sees it; `dateOf` makes a date of a time on the session's clock. */
export function shownState(model: SessionModel, dateOf: (at: number) => number): SessionState {
  switch (model.kind) {
    case 'idle':
      return { kind: 'idle' }
    case 'dialing': {
      const since = dateOf(model.since)
      const isFirst = model.gap.cause === 'start' && model.course.failures === 0
      if (isFirst) return { kind: 'connecting', since }
      return { kind: 'reconnecting', since, retryAt: null, ...shownGap(model) }
    }
    case 'live':
      return { kind: 'live', since: dateOf(model.since) }
    case 'waiting': {
      const [since, retryAt] = [dateOf(model.since), dateOf(model.until)]
      return { kind: 'reconnecting', since, retryAt, ...shownGap(model) }
    }
    case 'asleep':
      return { kind: 'paused', since: dateOf(model.since), why: 'asleep' }
    case 'given-up':
      return { kind: 'paused', since: dateOf(model.since), why: 'gave-up' }
    case 'blocked':
      return { kind: 'failed', error: model.error }
    case 'ended':
      return { kind: 'ended', at: dateOf(model.at) }
  }
}

function shownGap({ gap, course }: Extract<SessionModel, { readonly gap: Gap }>): {
  cause: Exclude<Gap['cause'], 'start'>
  error: Gap['error']
  attempt: number
} {
  return {
    cause: gap.cause === 'start' ? 'dropped' : gap.cause,
    error: gap.error,
    attempt: Math.max(1, course.failures),
  }
}
