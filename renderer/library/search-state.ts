/**
 * Looking for words as they are typed. Pure. One question is under way at a time, and the newest one
 * is asked next; what is answered to an older one is dropped.
 */
import type { AppError } from '@contract/errors'
import type { SearchHit } from '@contract/library'
import { type LibraryFilter } from './library-filter'

/** How many finds one answer holds. */
export const HITS_PER_ANSWER = 50

export interface Question {
  readonly query: string
  readonly filter: LibraryFilter
}

export type Finds =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found'
      readonly question: Question
      readonly hits: readonly SearchHit[]
      /** There are no more than these. */
      readonly isComplete: boolean
    }
  | { readonly kind: 'failed'; readonly question: Question; readonly error: AppError }

/** What main is being asked: the finds after `after`, or the first ones. */
export interface Request {
  readonly question: Question
  readonly after: number | null
}

export interface SearchState {
  /** What the user looks for; `null`: nothing. */
  readonly wanted: Question | null
  readonly underWay: Request | null
  readonly wantsMore: boolean
  /** What is shown: of an older question, until the newest one is answered. */
  readonly finds: Finds
}

export type SearchEvent =
  | { readonly kind: 'typed'; readonly question: Question }
  | { readonly kind: 'asked'; readonly request: Request }
  | { readonly kind: 'answered'; readonly hits: readonly SearchHit[] }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** The end of what was found is in sight. */
  | { readonly kind: 'moreWanted' }
  /** What was found may have changed, or could not be asked for. */
  | { readonly kind: 'again' }

export const NO_SEARCH: SearchState = {
  wanted: null,
  underWay: null,
  wantsMore: false,
  finds: { kind: 'none' },
}

export function searchAfter(state: SearchState, event: SearchEvent): SearchState {
  switch (event.kind) {
    case 'typed':
      return event.question.query.trim() === ''
        ? { ...NO_SEARCH, underWay: state.underWay }
        : { ...state, wanted: event.question, wantsMore: false }
    case 'asked':
      return { ...state, underWay: event.request }
    case 'answered':
      return withAnswer(state, event.hits)
    case 'failed': {
      const { underWay, wanted } = state
      const idle = { ...state, underWay: null, wantsMore: false }
      if (underWay === null || underWay.question !== wanted) return idle
      return { ...idle, finds: { kind: 'failed', question: wanted, error: event.error } }
    }
    case 'moreWanted':
      return { ...state, wantsMore: true }
    case 'again':
      // A question of its own, so that what is under way is not taken for its answer.
      return state.wanted === null ? state : { ...state, wanted: { ...state.wanted } }
  }
}

function withAnswer(state: SearchState, hits: readonly SearchHit[]): SearchState {
  const { underWay, wanted, finds } = state
  const idle = { ...state, underWay: null }
  if (underWay === null || underWay.question !== wanted) return idle
  const before = underWay.after !== null && finds.kind === 'found' ? finds.hits : []
  return {
    ...idle,
    wantsMore: false,
    finds: {
      kind: 'found',
      question: wanted,
      hits: [...before, ...hits],
      isComplete: hits.length < HITS_PER_ANSWER,
    },
  }
}

/** What is to be asked now; `null`: nothing, or something is still under way. */
export function nextRequest({ wanted, underWay, wantsMore, finds }: SearchState): Request | null {
  if (wanted === null || underWay !== null) return null
  if (finds.kind === 'none' || finds.question !== wanted) return { question: wanted, after: null }
  if (finds.kind === 'failed' || finds.isComplete || !wantsMore) return null
  return { question: wanted, after: finds.hits.at(-1)?.key ?? null }
}
