import { describe, expect, it } from 'vitest'
import {
  reduceSelection,
  refusal,
  selectNothing,
  type Selection,
  type SelectionEvent,
} from './selection'

const NOTHING = selectNothing({ width: 1920, height: 1080 })
const after = (events: readonly SelectionEvent[], from: Selection = NOTHING): Selection =>
  events.reduce(reduceSelection, from)

const drag = (from: [number, number], to: [number, number]): SelectionEvent[] => [
  { type: 'down', at: { x: from[0], y: from[1] }, grip: 'ground' },
  { type: 'drag', at: { x: to[0], y: to[1] } },
  { type: 'up' },
]
const DRAWN = after(drag([100, 100], [500, 400]))

describe('choosing with the pointer', () => {
  it('draws a box', () => {
    expect(DRAWN.box).toEqual({ left: 100, top: 100, width: 400, height: 300 })
    expect([DRAWN.hold, refusal(DRAWN)]).toEqual([null, null])
  })

  it('takes the box by its inside and by its edges', () => {
    const moved = after(
      [
        { type: 'down', at: { x: 200, y: 200 }, grip: 'box' },
        { type: 'drag', at: { x: 210, y: 180 } },
        { type: 'drag', at: { x: 240, y: 180 } },
        { type: 'up' },
      ],
      DRAWN,
    )
    expect(moved.box).toEqual({ left: 140, top: 80, width: 400, height: 300 })
    const resized = after(
      [
        { type: 'down', at: { x: 100, y: 200 }, grip: { x: 'left', y: null } },
        { type: 'drag', at: { x: 60, y: 999 } },
      ],
      DRAWN,
    )
    expect(resized.box).toEqual({ left: 60, top: 100, width: 440, height: 300 })
  })

  it('draws anew beside the box, but a click there changes nothing', () => {
    expect(after(drag([1000, 500], [1200, 700]), DRAWN).box?.left).toBe(1000)
    expect(after(drag([1000, 500], [1001, 500]), DRAWN).box).toEqual(DRAWN.box)
    expect(after(drag([1000, 500], [1001, 500])).box).toBeNull()
  })

  it('does nothing without the button', () => {
    expect(after([{ type: 'drag', at: { x: 5, y: 5 } }, { type: 'up' }], DRAWN)).toBe(DRAWN)
  })

  it('says that a box is too small, until the next change', () => {
    const small = after(drag([100, 100], [150, 400]))
    expect([small.refused, refusal(small)]).toEqual(['too-small', 'too-small'])
    expect(after([{ type: 'move', by: { x: 2, y: 0 } }], small).refused).toBeNull()
  })
})

describe('choosing with the keys', () => {
  it('begins in the middle', () => {
    const begun = after([{ type: 'move', by: { x: 10, y: 0 } }])
    expect(begun.box).toEqual({ left: 480, top: 270, width: 960, height: 540 })
  })

  it('moves and resizes', () => {
    const { box } = after(
      [
        { type: 'move', by: { x: 10, y: 0 } },
        { type: 'resize', by: { x: 0, y: -20 } },
      ],
      DRAWN,
    )
    expect(box).toEqual({ left: 110, top: 100, width: 400, height: 280 })
  })

  it('waits while the pointer holds the box', () => {
    const held = after([{ type: 'down', at: { x: 200, y: 200 }, grip: 'box' }], DRAWN)
    expect(after([{ type: 'move', by: { x: 10, y: 0 } }], held)).toBe(held)
  })

  it('says what is missing when there is nothing to confirm', () => {
    expect(after([{ type: 'refuse' }]).refused).toBe('nothing')
    expect(after([{ type: 'refuse' }], DRAWN).refused).toBeNull()
  })
})
