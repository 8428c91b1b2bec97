import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from '@contract/settings'
import { boxBetween, LEAST_PART, movedBy, pointIn, resizedBy, type Point } from './cover-geometry'

const part = fc.double({ min: 0, max: 1, noNaN: true })
const way = fc.double({ min: -2, max: 2, noNaN: true })
const point = fc.record({ x: part, y: part })
const anywhere = fc.record({ x: way, y: way })
const box = fc.tuple(point, point).map(([one, other]) => boxBetween(one, other))

/** Room for rounding: far less than a pixel. */
const TINY = 1e-9

function expectInside({ left, top, width, height }: Box): void {
  for (const value of [left, top, width, height]) {
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(1)
  }
  expect(left + width).toBeLessThanOrEqual(1 + TINY)
  expect(top + height).toBeLessThanOrEqual(1 + TINY)
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(LEAST_PART - TINY)
}

const holds = ({ left, top, width, height }: Box, { x, y }: Point): boolean =>
  x >= left - TINY && x <= left + width + TINY && y >= top - TINY && y <= top + height + TINY

describe('a box between two points', () => {
  it('holds both and nothing outside the picture', () => {
    fc.assert(
      fc.property(point, point, (one, other) => {
        const drawn = boxBetween(one, other)
        expectInside(drawn)
        expect(holds(drawn, one) && holds(drawn, other)).toBe(true)
      }),
    )
  })

  it('is the same from whichever corner it is drawn', () => {
    fc.assert(
      fc.property(point, point, (one, other) => {
        expect(boxBetween(other, one)).toEqual(boxBetween(one, other))
        const crossed = boxBetween({ x: one.x, y: other.y }, { x: other.x, y: one.y })
        expect(crossed).toEqual(boxBetween(one, other))
      }),
    )
  })
})

describe('a box that is moved', () => {
  it('keeps its size and stays in the picture', () => {
    fc.assert(
      fc.property(box, anywhere, (before, by) => {
        const after = movedBy(before, by)
        expectInside(after)
        expect([after.width, after.height]).toEqual([before.width, before.height])
      }),
    )
  })

  it('goes as far as it is moved, where there is room', () => {
    const moved = movedBy({ left: 0.2, top: 0.3, width: 0.1, height: 0.1 }, { x: 0.1, y: -0.2 })
    expect(moved.left).toBeCloseTo(0.3)
    expect(moved.top).toBeCloseTo(0.1)
  })
})

describe('a box that is resized', () => {
  it('keeps its place and stays in the picture', () => {
    fc.assert(
      fc.property(box, anywhere, (before, by) => {
        const after = resizedBy(before, by)
        expectInside(after)
        expect([after.left, after.top]).toEqual([before.left, before.top])
      }),
    )
  })
})

describe('a place in the picture', () => {
  const area = { left: 100, top: 50, width: 400, height: 200 }
  it.each([
    [300, 150, { x: 0.5, y: 0.5 }],
    [100, 50, { x: 0, y: 0 }],
    [20, 900, { x: 0, y: 1 }],
  ])('at %i, %i', (x, y, wanted) => {
    expect(pointIn(area, x, y)).toEqual(wanted)
  })
})
