import type { Point } from './geometry'
import type { SelectionEvent } from './selection'

/** How far a key goes, in px of the screen: on the grid that parts lie on. */
const STEP = 20
const FINE_STEP = 2

/** A key as the page hears it. */
export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
}

const WAYS: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
])

/** What an arrow key does to the part; `null` for every other key. */
export function eventForKey({ key, shiftKey, ctrlKey }: PressedKey): SelectionEvent | null {
  const way = WAYS.get(key)
  if (!way) return null
  const step = ctrlKey ? FINE_STEP : STEP
  const by = { x: way.x * step, y: way.y * step }
  return { type: shiftKey ? 'resize' : 'move', by }
}
