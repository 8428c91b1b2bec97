/** What the library shows, as far as only this window knows. Pure. */
import type { AppError } from '@contract/errors'
import type { LibraryChange, TextRange } from '@contract/library'
import { EVERYTHING, type LibraryFilter } from './library-filter'
import { NOTHING_SELECTED, selectionAfter, type Selection, type SelectionEvent } from './selection'

/** A line that the review is to begin at. */
export interface LineToShow {
  readonly position: number
  /** When it began, in milliseconds since the epoch. */
  readonly startedAt: number
  /** What was looked for in it. */
  readonly found: readonly TextRange[]
}

export interface Opened {
  readonly id: string
  readonly line: LineToShow | null
  /** Grows with each opening, so that the same line can be led to twice. */
  readonly turn: number
}

/** Something that has just been done, as it is told and read out. */
export type Outcome =
  | { readonly kind: 'exported'; readonly conversations: number; readonly file: string }
  | { readonly kind: 'imported'; readonly imported: number; readonly known: number }
  | { readonly kind: 'restored'; readonly conversations: number }
  | { readonly kind: 'erased' }

/** What was deleted last and can still be brought back. */
export interface Discarded {
  readonly ids: readonly string[]
  readonly turn: number
}

export interface LibraryState {
  readonly query: string
  readonly filter: LibraryFilter
  readonly selection: Selection
  readonly opened: Opened | null
  readonly discarded: Discarded | null
  readonly outcome: Outcome | null
  readonly problem: AppError | null
  readonly confirmsErasing: boolean
  readonly turns: number
}

export type LibraryEvent =
  | { readonly kind: 'typed'; readonly query: string }
  | { readonly kind: 'filtered'; readonly filter: LibraryFilter }
  | { readonly kind: 'selected'; readonly event: SelectionEvent }
  | { readonly kind: 'opened'; readonly id: string; readonly line: LineToShow | null }
  | { readonly kind: 'closed' }
  | { readonly kind: 'discarded'; readonly ids: readonly string[] }
  /** Time to bring back what was deleted in this turn is over. */
  | { readonly kind: 'undoEnded'; readonly turn: number }
  | { readonly kind: 'told'; readonly change: LibraryChange }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'erasing'; readonly asked: boolean }

export const LIBRARY_AT_FIRST: LibraryState = {
  query: '',
  filter: EVERYTHING,
  selection: NOTHING_SELECTED,
  opened: null,
  discarded: null,
  outcome: null,
  problem: null,
  confirmsErasing: false,
  turns: 0,
}

/** What is there again when the library is left and opened later: not what was under way. */
export const whenOpenedAgain = ({ query, filter, opened, turns }: LibraryState): LibraryState => ({
  ...LIBRARY_AT_FIRST,
  query,
  filter,
  opened,
  turns,
})

export function libraryAfter(state: LibraryState, event: LibraryEvent): LibraryState {
  switch (event.kind) {
    case 'typed':
      return { ...state, query: event.query, selection: NOTHING_SELECTED }
    case 'filtered':
      return { ...state, filter: event.filter, selection: NOTHING_SELECTED }
    case 'selected':
      return { ...state, selection: selectionAfter(state.selection, event.event) }
    case 'opened': {
      const turn = state.turns + 1
      return { ...state, turns: turn, opened: { id: event.id, line: event.line, turn } }
    }
    case 'closed':
      return { ...state, opened: null }
    case 'discarded':
      return withDiscarded(state, event.ids)
    case 'undoEnded':
      return state.discarded?.turn === event.turn ? { ...state, discarded: null } : state
    case 'told':
      return event.change.kind === 'erased' ? withErased(state, event.change.ids) : state
    case 'done':
      return withOutcome(state, event.outcome)
    case 'failed':
      return { ...state, problem: event.error, confirmsErasing: false }
    case 'dismissed':
      return { ...state, problem: null, outcome: null }
    case 'erasing':
      return { ...state, confirmsErasing: event.asked }
  }
}

function withDiscarded(state: LibraryState, ids: readonly string[]): LibraryState {
  const turn = state.turns + 1
  const isGone = state.opened !== null && ids.includes(state.opened.id)
  return {
    ...state,
    turns: turn,
    discarded: { ids, turn },
    opened: isGone ? null : state.opened,
    selection: selectionAfter(state.selection, { kind: 'removed', ids }),
    outcome: null,
    problem: null,
  }
}

function withErased(state: LibraryState, ids: readonly string[]): LibraryState {
  const isOver = state.discarded?.ids.some((id) => ids.includes(id)) === true
  return isOver ? { ...state, discarded: null } : state
}

function withOutcome(state: LibraryState, outcome: Outcome): LibraryState {
  const done = { ...state, outcome, problem: null }
  if (outcome.kind === 'restored') return { ...done, discarded: null }
  if (outcome.kind !== 'erased') return done
  return { ...LIBRARY_AT_FIRST, turns: state.turns, outcome }
}

/** What Escape takes back, the newest first; `null`: the library itself. */
export function escapeStep({ opened, selection, query }: LibraryState): LibraryEvent | null {
  if (opened !== null) return { kind: 'closed' }
  if (selection.ids.size > 0) return { kind: 'selected', event: { kind: 'cleared' } }
  if (query !== '') return { kind: 'typed', query: '' }
  return null
}
