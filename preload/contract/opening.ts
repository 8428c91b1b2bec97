import type { AppError } from './errors'
import type { ImportOutcome } from './library'

/** A place in the library that a link or a file has led to. */
export type OpenedPlace =
  | { readonly kind: 'library' }
  | { readonly kind: 'conversation'; readonly id: string }
  | { readonly kind: 'search'; readonly query: string }
  | ({ readonly kind: 'imported' } & NonNullable<ImportOutcome>)
  | { readonly kind: 'import-failed'; readonly error: AppError }

/** It stands until the window has gone there. */
export interface Opening {
  /** Grows with each. */
  readonly turn: number
  readonly place: OpenedPlace
}
