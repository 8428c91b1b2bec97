import type { AppError } from '@contract/errors'
import type { OfferedUpdate, UpdateState } from '@contract/updates'

/** Where a look for updates stands, besides what is shown of it. */
export type UpdatePhase =
  | Exclude<UpdateState, { readonly kind: 'checking' }>
  | {
      readonly kind: 'checking'
      /** The user asked for it, and waits for the answer. */
      readonly asked: boolean
      /** What is offered until the answer comes. */
      readonly before: Extract<UpdateState, { readonly kind: 'offered' }> | null
    }

export interface UpdateModel {
  readonly phase: UpdatePhase
  /** The user lets the app look by itself. */
  readonly automatic: boolean
  /** A conversation is on, or was a moment ago: nothing may be loaded or installed. */
  readonly busy: boolean
  /** A look was due meanwhile. */
  readonly isLookDue: boolean
}

/** What happens to it. */
export type UpdateEvent =
  /** What the settings say. */
  | { readonly type: 'automatic'; readonly on: boolean }
  /** A conversation begins, or the last one has been over for a moment. */
  | { readonly type: 'busy'; readonly on: boolean }
  /** It is time to look. */
  | { readonly type: 'due' }
  | { readonly type: 'check' }
  | { readonly type: 'found'; readonly update: OfferedUpdate }
  | { readonly type: 'none' }
  | { readonly type: 'download' }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'downloaded' }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'dismiss' }
  | { readonly type: 'install' }

/** What is to be done because of it. At most one operation is under way. */
export type UpdateEffect = 'check' | 'download' | 'install' | 'cancel'

export interface UpdateStep {
  readonly model: UpdateModel
  readonly effects: readonly UpdateEffect[]
}

/** As a run begins; `busy` and `automatic` are told next. */
export const beginUpdates = (phase: 'off' | Extract<UpdateState, { kind: 'impossible' }>) =>
  ({
    phase: phase === 'off' ? { kind: 'off' } : phase,
    automatic: false,
    busy: false,
    isLookDue: false,
  }) satisfies UpdateModel

/** A look that nobody asked for is not shown while something is on offer. */
export function shownUpdate({ phase }: UpdateModel): UpdateState {
  if (phase.kind !== 'checking') return phase
  return phase.asked || phase.before === null ? { kind: 'checking' } : phase.before
}
