import { describe, expect, it } from 'vitest'
import type { Box } from '@contract/settings'
import { boxOfDrag, oppositeCorner } from './cover-drag'

const box: Box = { left: 0.25, top: 0.5, width: 0.25, height: 0.25 }

describe('what the pointer does', () => {
  it('draws a box from where it went down', () => {
    expect(boxOfDrag({ kind: 'draw', from: { x: 0.5, y: 0.75 } }, { x: 0.25, y: 0.5 })).toEqual(box)
  })

  it('moves a box by as much as it has moved, wherever it took hold', () => {
    const drag = { kind: 'move', id: 1, from: { x: 0.375, y: 0.625 }, box } as const
    expect(boxOfDrag(drag, { x: 0.625, y: 0.375 })).toEqual({ ...box, left: 0.5, top: 0.25 })
  })

  it.each([
    ['top-left', { x: 0, y: 0.25 }, { left: 0, top: 0.25, width: 0.5, height: 0.5 }],
    ['bottom-right', { x: 1, y: 1 }, { left: 0.25, top: 0.5, width: 0.75, height: 0.5 }],
    ['top-right', { x: 0.75, y: 0.25 }, { left: 0.25, top: 0.25, width: 0.5, height: 0.5 }],
    ['bottom-left', { x: 0, y: 1 }, { left: 0, top: 0.5, width: 0.5, height: 0.5 }],
  ] as const)('resizes it at its %s, the opposite corner staying', (corner, to, wanted) => {
    const drag = { kind: 'resize', id: 1, fixed: oppositeCorner(box, corner) } as const
    expect(boxOfDrag(drag, to)).toEqual(wanted)
  })

  it('turns a box over when it is resized beyond the corner that stays', () => {
    const drag = { kind: 'resize', id: 1, fixed: oppositeCorner(box, 'bottom-right') } as const
    expect(boxOfDrag(drag, { x: 0, y: 0 })).toEqual({ left: 0, top: 0, width: 0.25, height: 0.5 })
  })
})
