import type { Box } from '@contract/settings'
import { movedBy, resizedBy, type Point } from './cover-geometry'

/** How far an arrow key leads, as a part of the picture. */
const STEP = 0.01

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

/** The cover after an arrow key, which moves it, and with Shift resizes it; `null`: another key. */
export function boxAfterKey(box: Box, key: string, shift: boolean): Box | null {
  const by = ARROWS[key]
  if (!by) return null
  return shift ? resizedBy(box, by) : movedBy(box, by)
}
