import type { Box, Corner } from '@contract/settings'
import { boxBetween, movedBy, type Point } from './cover-geometry'

/** What the pointer is doing, since it went down. */
export type CoverDrag =
  | { readonly kind: 'draw'; readonly from: Point }
  | { readonly kind: 'move'; readonly id: number; readonly from: Point; readonly box: Box }
  /** `fixed` is the corner that stays. */
  | { readonly kind: 'resize'; readonly id: number; readonly fixed: Point }

/** What the pointer draws, moves or resizes, once it is there. */
export function boxOfDrag(drag: CoverDrag, to: Point): Box {
  switch (drag.kind) {
    case 'draw':
      return boxBetween(drag.from, to)
    case 'move':
      return movedBy(drag.box, { x: to.x - drag.from.x, y: to.y - drag.from.y })
    case 'resize':
      return boxBetween(drag.fixed, to)
  }
}

/** The corner of the box that lies opposite to this one. */
export function oppositeCorner({ left, top, width, height }: Box, corner: Corner): Point {
  const [vertical, horizontal] = corner.split('-')
  return {
    x: horizontal === 'left' ? left + width : left,
    y: vertical === 'top' ? top + height : top,
  }
}
