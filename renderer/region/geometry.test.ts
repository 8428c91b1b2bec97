import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropOf } from '../vision/composition'
import {
  drawBox,
  isLargeEnough,
  middleBox,
  moveBox,
  pointInPicture,
  resizeBox,
  SMALLEST,
  toParts,
  type Edges,
} from './geometry'

const SCREEN = { width: 1920, height: 1080 }
const BOX = { left: 400, top: 300, width: 200, height: 100 }

const even = (min: number, max: number) =>
  fc.integer({ min: min / 2, max: max / 2 }).map((half) => half * 2)
const screen = fc.record({ width: even(640, 8_000), height: even(480, 8_000) })
const far = fc.double({ min: -10_000, max: 10_000, noNaN: true })
const point = fc.record({ x: far, y: far })
const edges = fc.record({
  x: fc.constantFrom<Edges['x'][]>('left', 'right', null),
  y: fc.constantFrom<Edges['y'][]>('top', 'bottom', null),
})

function expectInside(box: typeof BOX, { width, height }: typeof SCREEN): void {
  expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0)
  expect(box.left + box.width).toBeLessThanOrEqual(width)
  expect(box.top + box.height).toBeLessThanOrEqual(height)
  expect([box.left % 2, box.top % 2, box.width % 2, box.height % 2]).toEqual([0, 0, 0, 0])
}

describe('drawing', () => {
  it('goes either way', () => {
    const [from, to] = [
      { x: 400, y: 300 },
      { x: 600, y: 400 },
    ]
    expect(drawBox(from, to, SCREEN)).toEqual(BOX)
    expect(drawBox(to, from, SCREEN)).toEqual(BOX)
  })

  it('stays on the screen and on even px', () => {
    fc.assert(
      fc.property(point, point, screen, (from, to, size) => {
        expectInside(drawBox(from, to, size), size)
      }),
    )
  })

  it('reaches the edge of a screen of odd size', () => {
    const odd = { width: 1365, height: 767 }
    const all = drawBox({ x: -5, y: -5 }, { x: 1_364.9, y: 9_999 }, odd)
    expect(all).toEqual({ left: 0, top: 0, ...odd })
  })
})

describe('moving', () => {
  it('keeps the size, stops at the edge', () => {
    expect(moveBox(BOX, { x: -10, y: 20 }, SCREEN)).toEqual({ ...BOX, left: 390, top: 320 })
    expect(moveBox(BOX, { x: 9_999, y: -9_999 }, SCREEN)).toEqual({ ...BOX, left: 1720, top: 0 })
    fc.assert(
      fc.property(point, point, point, screen, (from, to, by, size) => {
        const box = drawBox(from, to, size)
        const moved = moveBox(box, by, size)
        expectInside(moved, size)
        expect([moved.width, moved.height]).toEqual([box.width, box.height])
      }),
    )
  })
})

describe('resizing', () => {
  it('moves the edges that are named, and no others', () => {
    const by = { x: 10, y: 20 }
    expect(resizeBox(BOX, { x: 'right', y: null }, by, SCREEN)).toEqual({ ...BOX, width: 210 })
    expect(resizeBox(BOX, { x: 'left', y: 'top' }, by, SCREEN)).toEqual({
      left: 410,
      top: 320,
      width: 190,
      height: 80,
    })
  })

  it('stops at the smallest part', () => {
    const by = { x: -9_999, y: -9_999 }
    const smallest = { ...BOX, width: SMALLEST, height: SMALLEST }
    expect(resizeBox(BOX, { x: 'right', y: 'bottom' }, by, SCREEN)).toEqual(smallest)
  })

  it('keeps what is large enough so, on the screen, and its other edges where they are', () => {
    fc.assert(
      fc.property(screen, edges, point, (size, which, by) => {
        const box = middleBox(size)
        const resized = resizeBox(box, which, by, size)
        expectInside(resized, size)
        expect(isLargeEnough(resized)).toBe(true)
        if (which.x !== 'left') expect(resized.left).toBe(box.left)
        if (which.x !== 'right') expect(resized.left + resized.width).toBe(box.left + box.width)
        if (which.y !== 'top') expect(resized.top).toBe(box.top)
        if (which.y !== 'bottom') expect(resized.top + resized.height).toBe(box.top + box.height)
      }),
    )
  })
})

describe('the parts of the screen', () => {
  it('are cropped to exactly the px that were chosen', () => {
    fc.assert(
      fc.property(screen, point, point, (size, first, second) => {
        const wide = resizeBox(middleBox(size), { x: 'right', y: 'bottom' }, first, size)
        const box = resizeBox(wide, { x: 'left', y: 'top' }, second, size)
        expect(cropOf(size, toParts(box, size))).toEqual(box)
      }),
    )
  })

  it('come from the view at whatever scale it is shown', () => {
    fc.assert(
      fc.property(screen, fc.double({ min: 0.25, max: 4, noNaN: true }), (size, scale) => {
        const view = { width: size.width * scale, height: size.height * scale }
        const { x, y } = pointInPicture({ x: view.width / 2, y: view.height / 4 }, view, size)
        expect(x).toBeCloseTo(size.width / 2, 6)
        expect(y).toBeCloseTo(size.height / 4, 6)
      }),
    )
  })
})
