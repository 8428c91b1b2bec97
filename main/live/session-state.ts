import type { AppError } from '@contract/errors'
import type { ReconnectCause, SessionState } from '@contract/session'

/** What can happen to a session. `at` is in ms since the epoch. */
export type SessionHappening =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'connected'; readonly at: number }
  /** The connection is gone or is being replaced, and another is wanted. */
  | {
      readonly type: 'lost'
      readonly at: number
      readonly cause: ReconnectCause
      readonly attempt: number
    }
  /** Only the user can help. */
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'ended'; readonly at: number }

type Transitions = {
  readonly [Kind in SessionState['kind']]: {
    readonly [Type in SessionHappening['type']]?: (
      happening: Extract<SessionHappening, { type: Type }>,
    ) => SessionState
  }
}

const connecting = ({ at }: { at: number }): SessionState => ({ kind: 'connecting', since: at })
const live = ({ at }: { at: number }): SessionState => ({ kind: 'live', since: at })
const ended = ({ at }: { at: number }): SessionState => ({ kind: 'ended', at })
const failed = ({ error }: { error: AppError }): SessionState => ({ kind: 'failed', error })
const reconnecting = (lost: Extract<SessionHappening, { type: 'lost' }>): SessionState => ({
  kind: 'reconnecting',
  since: lost.at,
  cause: lost.cause,
  attempt: lost.attempt,
})

/** The whole life of a session; what a state does not name cannot happen in it. */
const TRANSITIONS: Transitions = {
  idle: { started: connecting },
  connecting: { connected: live, failed, ended },
  live: { lost: reconnecting, failed, ended },
  reconnecting: { connected: live, lost: reconnecting, failed, ended },
  ended: { started: connecting },
  failed: { started: connecting },
}

/** The state that follows; the same state when nothing of the kind can happen in it. */
export function nextSessionState(state: SessionState, happening: SessionHappening): SessionState {
  const transition = TRANSITIONS[state.kind][happening.type] as
    ((happening: SessionHappening) => SessionState) | undefined
  return transition ? transition(happening) : state
}

/** Whether a conversation is on: connected, or on its way to be. */
export const isActive = (state: SessionState): boolean =>
  state.kind === 'connecting' || state.kind === 'live' || state.kind === 'reconnecting'
