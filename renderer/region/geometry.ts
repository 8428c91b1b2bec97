import type { Box } from '@contract/settings'
import type { PixelBox, Size } from '../vision/composition'

/** A place in the picture of the screen, in px. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The edges that a handle moves. */
export interface Edges {
  readonly x: 'left' | 'right' | null
  readonly y: 'top' | 'bottom' | null
}

/** Each side of a part has this many px at least: less shows nothing that could be talked about. */
export const SMALLEST = 64

/** Boxes lie on even px, as the crop does, so that exactly what was drawn is sent. */
const GRID = 2

/** From where the pointer went down to where it is, whichever way it went. */
export function drawBox(from: Point, to: Point, screen: Size): PixelBox {
  const [left, right] = span(from.x, to.x, screen.width)
  const [top, bottom] = span(from.y, to.y, screen.height)
  return { left, top, width: right - left, height: bottom - top }
}

/** Stays whole: at the edge of the screen it stops. */
export function moveBox(box: PixelBox, by: Point, screen: Size): PixelBox {
  return {
    ...box,
    left: snap(box.left + by.x, screen.width - box.width),
    top: snap(box.top + by.y, screen.height - box.height),
  }
}

/** Moves the named edges: never off the screen, and never closer than the smallest part. */
export function resizeBox(box: PixelBox, edges: Edges, by: Point, screen: Size): PixelBox {
  const [left, right] = resizeSpan(box.left, box.width, screen.width, edges.x, by.x)
  const [top, bottom] = resizeSpan(box.top, box.height, screen.height, edges.y, by.y)
  return { left, top, width: right - left, height: bottom - top }
}

/** Where the keys begin: the middle half of the screen. */
export function middleBox({ width, height }: Size): PixelBox {
  return drawBox(
    { x: width / 4, y: height / 4 },
    { x: (3 * width) / 4, y: (3 * height) / 4 },
    {
      width,
      height,
    },
  )
}

export const isLargeEnough = ({ width, height }: Size): boolean =>
  width >= SMALLEST && height >= SMALLEST

/** As parts of the screen, 0 to 1. */
export function toParts({ left, top, width, height }: PixelBox, screen: Size): Box {
  return {
    left: left / screen.width,
    top: top / screen.height,
    width: width / screen.width,
    height: height / screen.height,
  }
}

/** The place in the picture that a place in the view shows. */
export function pointInPicture(inView: Point, view: Size, screen: Size): Point {
  return {
    x: (inView.x / view.width) * screen.width,
    y: (inView.y / view.height) * screen.height,
  }
}

function span(from: number, to: number, limit: number): readonly [number, number] {
  return [snap(Math.min(from, to), limit), snap(Math.max(from, to), limit)]
}

function resizeSpan(
  start: number,
  length: number,
  limit: number,
  edge: 'left' | 'right' | 'top' | 'bottom' | null,
  by: number,
): readonly [number, number] {
  const end = start + length
  if (edge === 'left' || edge === 'top') {
    return [Math.min(snap(start + by, limit), Math.max(0, end - SMALLEST)), end]
  }
  if (edge === null) return [start, end]
  return [start, Math.max(snap(end + by, limit), Math.min(limit, start + SMALLEST))]
}

/** The nearest px of the grid from 0 to `limit`; the limit itself may lie beside the grid. */
function snap(position: number, limit: number): number {
  const onGrid = Math.max(0, Math.round(position / GRID) * GRID)
  return onGrid >= limit - GRID / 2 ? Math.max(0, limit) : onGrid
}
