/** Which conversations are chosen, for what is done to several at once. Pure. */

/** As many as one request takes (`conversationIdsSchema`). */
export const MAX_SELECTED = 5_000

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** From where Shift reaches; a place in the list. */
  readonly anchor: number | null
}

export type SelectionEvent =
  /** One more, or one less. */
  | { readonly kind: 'toggled'; readonly index: number; readonly id: string }
  /** These and no others; the anchor stays. */
  | { readonly kind: 'reached'; readonly anchor: number; readonly ids: readonly string[] }
  | { readonly kind: 'cleared' }
  /** These are no longer there. */
  | { readonly kind: 'removed'; readonly ids: readonly string[] }

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null }

export function selectionAfter(selection: Selection, event: SelectionEvent): Selection {
  switch (event.kind) {
    case 'toggled': {
      const ids = new Set(selection.ids)
      if (!ids.delete(event.id) && ids.size < MAX_SELECTED) ids.add(event.id)
      return { ids, anchor: event.index }
    }
    case 'reached':
      return { ids: new Set(event.ids.slice(0, MAX_SELECTED)), anchor: event.anchor }
    case 'cleared':
      return NOTHING_SELECTED
    case 'removed': {
      const ids = new Set(selection.ids)
      event.ids.forEach((id) => ids.delete(id))
      return ids.size === 0 ? NOTHING_SELECTED : { ...selection, ids }
    }
  }
}
