import type { Box } from '@contract/settings'

/** A place in the picture, or a way across it, as parts of its width and height. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** No cover is smaller, either way: one that can hardly be seen could not be taken away again. */
export const LEAST_PART = 0.01

/** Where in the area this is, from 0 to 1 each way; what is outside counts as its edge. */
export function pointIn(
  area: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  },
  x: number,
  y: number,
): Point {
  return { x: within((x - area.left) / area.width), y: within((y - area.top) / area.height) }
}

/** The box that has these for opposite corners. */
export function boxBetween(one: Point, other: Point): Box {
  const across = span(one.x, other.x)
  const down = span(one.y, other.y)
  return { left: across.from, top: down.from, width: across.length, height: down.length }
}

/** The box elsewhere in the picture, and of the same size. */
export function movedBy(box: Box, by: Point): Box {
  return {
    ...box,
    left: Math.min(within(box.left + by.x), 1 - box.width),
    top: Math.min(within(box.top + by.y), 1 - box.height),
  }
}

/** The box with its right and lower edges elsewhere. */
export function resizedBy(box: Box, by: Point): Box {
  const { left, top, width, height } = box
  return {
    ...box,
    width: Math.max(LEAST_PART, Math.min(width + by.x, 1 - left)),
    height: Math.max(LEAST_PART, Math.min(height + by.y, 1 - top)),
  }
}

function span(one: number, other: number): { readonly from: number; readonly length: number } {
  const from = within(Math.min(one, other))
  const length = Math.max(LEAST_PART, within(Math.max(one, other)) - from)
  return { from: Math.min(from, 1 - length), length }
}

const within = (part: number): number => Math.min(1, Math.max(0, part))
