import type { Signature } from './frame-signature'

/**
 * How two pictures differ. `slight`: as when a cursor blinks; but a digit may have become another
 * one as well, so that a slight difference that stays is a change.
 */
export type Difference = 'none' | 'slight' | 'change'

/**
 * A square has changed when its mean did by more, of 255. Noise of a camera stays below 8 by
 * average; small grey print on white comes to 25.
 */
const CELL_DIFFERENCE = 12
/** A thin or block cursor, in squares: up to 12 px wide and 48 px tall. */
const CURSOR = { columns: 3, rows: 12 }
/** Where a cursor was, and where it is. */
const MAX_CURSORS = 2
/** Squares that are no farther apart belong to one spot: letters of a word. */
const REACH = 2

interface Spot {
  left: number
  right: number
  top: number
  bottom: number
}

export function differenceOf(before: Signature, after: Signature): Difference {
  if (before === after) return 'none'
  if (
    before.columns !== after.columns ||
    before.rows !== after.rows ||
    before.planes.length !== after.planes.length
  ) {
    return 'change'
  }
  const changed = changedCells(before, after)
  if (changed === 'many') return 'change'
  if (changed.length === 0) return 'none'
  const spots = spotsOf(changed, before.columns)
  return spots.length <= MAX_CURSORS && spots.every(isCursor) ? 'slight' : 'change'
}

/** The squares that have changed, unless they are more than cursors have. */
function changedCells(before: Signature, after: Signature): number[] | 'many' {
  const changed = new Set<number>()
  const most = MAX_CURSORS * CURSOR.columns * CURSOR.rows
  for (const [index, plane] of after.planes.entries()) {
    const old = before.planes[index] ?? plane
    for (let cell = 0; cell < plane.length; cell += 1) {
      const difference = (plane[cell] ?? 0) - (old[cell] ?? 0)
      if (difference <= CELL_DIFFERENCE && difference >= -CELL_DIFFERENCE) continue
      changed.add(cell)
      if (changed.size > most) return 'many'
    }
  }
  return [...changed]
}

/** Gathers squares that are near one another. They are few, so comparing each with each is quick. */
function spotsOf(cells: readonly number[], columns: number): Spot[] {
  let spots: Spot[] = []
  for (const cell of cells) {
    const column = cell % columns
    const row = Math.floor(cell / columns)
    let spot: Spot = { left: column, right: column, top: row, bottom: row }
    let near: Spot[]
    do {
      const grown = spot
      near = spots.filter((other) => isNear(grown, other))
      spots = spots.filter((other) => !near.includes(other))
      spot = near.reduce(union, spot)
    } while (near.length > 0)
    spots.push(spot)
  }
  return spots
}

function isNear(one: Spot, other: Spot): boolean {
  return (
    one.left - other.right <= REACH &&
    other.left - one.right <= REACH &&
    one.top - other.bottom <= REACH &&
    other.top - one.bottom <= REACH
  )
}

function union(one: Spot, other: Spot): Spot {
  return {
    left: Math.min(one.left, other.left),
    right: Math.max(one.right, other.right),
    top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

/** Thin, a block, or an underscore. Two letters of small print are as wide as a block, but lower. */
function isCursor({ left, right, top, bottom }: Spot): boolean {
  const columns = right - left + 1
  const rows = bottom - top + 1
  if (columns > CURSOR.columns || rows > CURSOR.rows) return false
  return columns < CURSOR.columns || rows === 1 || rows > CURSOR.columns
}
