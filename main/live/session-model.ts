/** The words of the session's machine; what follows from what stands in `session-transitions.ts`. */
import type { AppError } from '@contract/errors'
import type { ReconnectCause } from '@contract/session'
import type { ConnectionFailure } from './live-errors'

/** What a conversation keeps from one connection to the next. Times are on the session's clock. */
export interface Course {
  readonly handle: { readonly value: string; readonly at: number } | null
  /** The handle was let go of because the user chose another model. */
  readonly isForgotten: boolean
  /** It goes on with an earlier conversation, of which a fresh session knows nothing. */
  readonly isContinued: boolean
  /** A connection was set up at least once. */
  readonly hasLived: boolean
  /** Failures in a row, until a connection has lived for `STEADY_MS`. */
  readonly failures: number
  /** Failures in a row for which the handle may be to blame. */
  readonly suspicions: number
  /** Since when there has been no steady connection; the budget counts from here. */
  readonly downSince: number | null
  /** When the server last refused what it was sent. */
  readonly refusedAt: number | null
  /** When it was dialed within the last minute, except at the user's own word. */
  readonly dials: readonly number[]
}

export const NEW_COURSE: Course = {
  handle: null,
  isForgotten: false,
  isContinued: false,
  hasLived: false,
  failures: 0,
  suspicions: 0,
  downSince: null,
  refusedAt: null,
  dials: [],
}

/** Why there is no connection. */
export interface Gap {
  readonly cause: 'start' | ReconnectCause
  /** What went wrong last; `null` when the last connection was left in good order. */
  readonly error: AppError | null
}

export type SessionModel =
  | { readonly kind: 'idle' }
  /** The last connection is being closed, then one is dialed and set up; with `handle` or afresh. */
  | {
      readonly kind: 'dialing'
      readonly since: number
      readonly handle: string | null
      readonly gap: Gap
      readonly course: Course
    }
  | { readonly kind: 'live'; readonly since: number; readonly course: Course }
  /** Backing off. `notBefore` is the server's own word (`Retry-After`): nothing hurries past it. */
  | {
      readonly kind: 'waiting'
      readonly since: number
      readonly until: number
      readonly notBefore: number
      readonly gap: Gap
      readonly course: Course
    }
  /** The computer sleeps, or is about to. */
  | { readonly kind: 'asleep'; readonly since: number; readonly course: Course }
  /** Tried for long enough: the user says when to go on. */
  | {
      readonly kind: 'given-up'
      readonly since: number
      readonly error: AppError
      readonly course: Course
    }
  /** Only the user can help. */
  | { readonly kind: 'blocked'; readonly error: AppError }
  | { readonly kind: 'ended'; readonly at: number }

export type SessionEvent =
  /** The user begins, or goes on after it was given up. */
  | {
      readonly type: 'start'
      /** What a new conversation goes on with; `handle`: where its session may still be there. */
      readonly earlier?: { readonly handle: Course['handle'] }
    }
  /** The user ends the conversation. */
  | { readonly type: 'end' }
  /** The dial gave a connection. */
  | { readonly type: 'connected' }
  /** The dial failed, or the connection is over. */
  | { readonly type: 'failed'; readonly failure: ConnectionFailure }
  | { readonly type: 'handle'; readonly handle: string }
  /** A good moment to leave this connection: the server is about to end it, or it has grown old. */
  | { readonly type: 'leave'; readonly why: 'go-away' | 'age' }
  /** The back-off is over. */
  | { readonly type: 'due' }
  /** The network may be back. */
  | { readonly type: 'hurry' }
  | { readonly type: 'sleep' }
  | { readonly type: 'wake' }
  /** The user wants other settings, which take a new connection. */
  | { readonly type: 'retarget'; readonly keepsHandle: boolean }

export type SessionEffect =
  /** The state is told to whoever shows it. */
  | { readonly type: 'tell' }
  /** Closes or aborts what there is, and takes back every timer; late words of it are ignored. */
  | { readonly type: 'let-go' }
  /** Dials, once what was let go of is gone. */
  | { readonly type: 'dial'; readonly handle: string | null }
  | { readonly type: 'wait'; readonly ms: number }
  /** Takes the new connection into use; `isRebuilt`: the user is told that its memory is not whole. */
  | { readonly type: 'join'; readonly isSeeded: boolean; readonly isRebuilt: boolean }
  /** The user's words that wait may be what the server refuses: they would be refused again. */
  | { readonly type: 'drop-waiting' }
  /** What was said and waits is of no use after a pause; what was typed is. */
  | { readonly type: 'rest' }
  /** Nothing that waits is of use any more. */
  | { readonly type: 'clear' }

/** What the outside adds to an event: time in ms on the session's clock, and chance from 0 up to 1. */
export interface Moment {
  readonly at: number
  readonly random: number
}

export interface SessionStep {
  readonly model: SessionModel
  readonly effects: readonly SessionEffect[]
}
