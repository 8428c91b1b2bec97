import type { AppError } from './errors'

/** Why this copy of the app cannot bring itself up to date. */
export type NoUpdatesReason =
  /** It was started from its source, not installed. */
  | 'development'
  /** It was built on the test runtime, which is never released. */
  | 'test-runtime'
  /** It was packaged without an address to ask. */
  | 'no-feed'
  /** Another program installed it, or somebody unpacked it, and it cannot replace itself. */
  | 'not-ours'
  /** A package of the system, and nothing here can ask for an administrator's password. */
  | 'no-administrator'

/** A newer version, as the feed describes it. */
export interface OfferedUpdate {
  readonly version: string
  /** What is new, as plain text; empty when the feed says nothing. */
  readonly notes: string
}

/** How far the app is with bringing itself up to date. */
export type UpdateState =
  /** It does not look by itself, and nothing is known of a newer version. */
  | { readonly kind: 'off' }
  | { readonly kind: 'impossible'; readonly why: NoUpdatesReason }
  /** `newest`: the last look found nothing newer for this computer. */
  | { readonly kind: 'idle'; readonly outcome: 'unknown' | 'newest' }
  | { readonly kind: 'checking' }
  /** `dismissed`: the user does not want to be reminded of this version. */
  | { readonly kind: 'offered'; readonly update: OfferedUpdate; readonly dismissed: boolean }
  /** To be downloaded once no conversation is on any more. */
  | { readonly kind: 'held'; readonly update: OfferedUpdate }
  | {
      readonly kind: 'downloading'
      readonly update: OfferedUpdate
      /** From 0 to 100, whole. */
      readonly percent: number
    }
  /** Downloaded and checked; installed when the user says so. */
  | { readonly kind: 'ready'; readonly update: OfferedUpdate; readonly dismissed: boolean }
  /** It is checked once more; then the app ends, installs it and starts again. */
  | { readonly kind: 'installing'; readonly update: OfferedUpdate }
  | {
      readonly kind: 'failed'
      readonly during: 'check' | 'download' | 'install'
      readonly error: AppError
      /** What was to be had; `null` when it was not even found. */
      readonly update: OfferedUpdate | null
    }

/** As a run begins, until the shell has looked at how it was installed. */
export const NO_UPDATES: UpdateState = { kind: 'impossible', why: 'development' }
