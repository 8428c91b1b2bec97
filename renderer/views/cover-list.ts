import type { MAX_COVERS as CONTRACT_MAX } from '@contract/session'
import type { Box } from '@contract/settings'

/** The contract's figure again, as its module would bring a validator along; the type binds them. */
export const MAX_COVERS: typeof CONTRACT_MAX = 20

export interface Cover {
  /** Numbers the covers of this dialog, so that one can be told from another as they change. */
  readonly id: number
  readonly box: Box
}

export interface CoverList {
  readonly covers: readonly Cover[]
  /** The cover that keys and buttons are about. */
  readonly selected: number | null
  readonly lastId: number
}

export type CoverAction =
  | { readonly type: 'add'; readonly box: Box }
  | { readonly type: 'change'; readonly id: number; readonly box: Box }
  | { readonly type: 'select'; readonly id: number | null }
  /** Selects the one so many places further on. */
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'remove'; readonly id: number }
  | { readonly type: 'clear' }

export const coverListOf = (boxes: readonly Box[]): CoverList => ({
  covers: boxes.map((box, index) => ({ id: index + 1, box })),
  selected: null,
  lastId: boxes.length,
})

/** The same covers (`===`) when the action changes none of them. */
export function reduceCovers(list: CoverList, action: CoverAction): CoverList {
  const { covers, selected, lastId } = list
  switch (action.type) {
    case 'add': {
      if (covers.length >= MAX_COVERS) return list
      const id = lastId + 1
      return { covers: [...covers, { id, box: action.box }], selected: id, lastId: id }
    }
    case 'change': {
      const { id, box } = action
      return { ...list, covers: covers.map((cover) => (cover.id === id ? { id, box } : cover)) }
    }
    case 'select':
      return { ...list, selected: action.id }
    case 'step': {
      const at = covers.findIndex(({ id }) => id === selected)
      return { ...list, selected: (covers[at + action.by] ?? covers[at])?.id ?? null }
    }
    case 'remove': {
      const at = covers.findIndex(({ id }) => id === action.id)
      if (at < 0) return list
      const rest = covers.filter(({ id }) => id !== action.id)
      const neighbour = rest[Math.min(at, rest.length - 1)]
      return { ...list, covers: rest, selected: neighbour?.id ?? null }
    }
    case 'clear':
      return covers.length === 0 ? list : { ...list, covers: [], selected: null }
  }
}

/** Covers that are added without being drawn lie in rows, with room for `MAX_COVERS`. */
const PLACES = Array.from({ length: 25 }, (_, index) => ({
  left: 0.1 + 0.15 * (index % 5),
  top: 0.1 + 0.15 * Math.floor(index / 5),
  width: 0.2,
  height: 0.2,
}))

/** Where a cover lies that was added without being drawn: never exactly on another. */
export function placeForCover(covers: readonly Cover[]): Box | undefined {
  return PLACES.find(
    ({ left, top }) => !covers.some(({ box }) => box.left === left && box.top === top),
  )
}
