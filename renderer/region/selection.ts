/** What the pointer and the keys do to the part that is chosen, as a pure machine. */
import type { PixelBox, Size } from '../vision/composition'
import {
  drawBox,
  isLargeEnough,
  middleBox,
  moveBox,
  resizeBox,
  type Edges,
  type Point,
} from './geometry'

/** What the pointer took hold of. */
export type Grip = 'ground' | 'box' | Edges

type Hold =
  | { readonly kind: 'draw'; readonly from: Point; readonly before: PixelBox | null }
  | { readonly kind: 'move'; readonly from: Point; readonly box: PixelBox }
  | {
      readonly kind: 'resize'
      readonly from: Point
      readonly box: PixelBox
      readonly edges: Edges
    }

export interface Selection {
  readonly screen: Size
  readonly box: PixelBox | null
  /** What the pointer does, from down to up. */
  readonly hold: Hold | null
  /** Why it could not be confirmed; goes with the next change. */
  readonly refused: 'nothing' | 'too-small' | null
}

export type SelectionEvent =
  | { readonly type: 'down'; readonly at: Point; readonly grip: Grip }
  | { readonly type: 'drag'; readonly at: Point }
  | { readonly type: 'up' }
  /** The keys: `by` in px. */
  | { readonly type: 'move'; readonly by: Point }
  | { readonly type: 'resize'; readonly by: Point }
  /** Confirming was not possible. */
  | { readonly type: 'refuse' }

/** A press that went no further than this many px is a click, and draws nothing. */
const CLICK_PX = 4

/** The keys pull at the corner at the lower right. */
const LOWER_RIGHT: Edges = { x: 'right', y: 'bottom' }

export const selectNothing = (screen: Size): Selection => ({
  screen,
  box: null,
  hold: null,
  refused: null,
})

/** What is wrong with the selection, or `null` when it can be confirmed. */
export function refusal({ box }: Selection): 'nothing' | 'too-small' | null {
  if (box === null) return 'nothing'
  return isLargeEnough(box) ? null : 'too-small'
}

export function reduceSelection(selection: Selection, event: SelectionEvent): Selection {
  const { screen, box, hold } = selection
  switch (event.type) {
    case 'down':
      return { ...selection, hold: takeHold(box, event.at, event.grip), refused: null }
    case 'drag':
      return hold ? { ...selection, box: dragged(hold, event.at, screen) } : selection
    case 'up': {
      if (!hold) return selection
      const kept = hold.kind === 'draw' && !isDrawn(box) ? hold.before : box
      const isTooSmall = kept !== null && !isLargeEnough(kept)
      return { ...selection, box: kept, hold: null, refused: isTooSmall ? 'too-small' : null }
    }
    case 'move':
      return byKeys(selection, box && moveBox(box, event.by, screen))
    case 'resize':
      return byKeys(selection, box && resizeBox(box, LOWER_RIGHT, event.by, screen))
    case 'refuse':
      return { ...selection, refused: refusal(selection) }
  }
}

/** The first key makes a box; the keys wait while the pointer holds it. */
function byKeys(selection: Selection, box: PixelBox | null): Selection {
  if (selection.hold) return selection
  return { ...selection, box: box ?? middleBox(selection.screen), refused: null }
}

function takeHold(box: PixelBox | null, from: Point, grip: Grip): Hold {
  if (box === null || grip === 'ground') return { kind: 'draw', from, before: box }
  if (grip === 'box') return { kind: 'move', from, box }
  return { kind: 'resize', from, box, edges: grip }
}

function dragged(hold: Hold, at: Point, screen: Size): PixelBox {
  const by = { x: at.x - hold.from.x, y: at.y - hold.from.y }
  if (hold.kind === 'draw') return drawBox(hold.from, at, screen)
  if (hold.kind === 'move') return moveBox(hold.box, by, screen)
  return resizeBox(hold.box, hold.edges, by, screen)
}

const isDrawn = (box: PixelBox | null): boolean =>
  box !== null && Math.max(box.width, box.height) >= CLICK_PX
