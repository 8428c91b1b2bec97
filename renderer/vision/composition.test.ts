import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cornerSchema } from '@contract/settings'
import { cameraPlace, coverBoxes, cropOf, halvingsOf } from './composition'

const size = fc.record({
  width: fc.integer({ min: 8, max: 8_000 }),
  height: fc.integer({ min: 8, max: 8_000 }),
})
const part = fc.double({ min: 0, max: 1, noNaN: true })
const box = fc
  .record({ left: part, top: part, width: part, height: part })
  .map(({ left, top, width, height }) => ({
    left,
    top,
    width: width * (1 - left),
    height: height * (1 - top),
  }))
const corner = fc.constantFrom(...cornerSchema.options)

describe('cropOf', () => {
  it('takes all of a source without a region, of odd size too', () => {
    expect(cropOf({ width: 801, height: 33 }, null)).toEqual({
      left: 0,
      top: 0,
      width: 801,
      height: 33,
    })
  })

  it('takes the region', () => {
    const region = { left: 0.5, top: 0.25, width: 0.25, height: 0.5 }
    expect(cropOf({ width: 1920, height: 1080 }, region)).toEqual({
      left: 960,
      top: 270,
      width: 480,
      height: 540,
    })
  })

  it('is never empty, begins on even pixels and stays inside', () => {
    fc.assert(
      fc.property(size, box, (source, region) => {
        const crop = cropOf(source, region)
        expect([crop.left % 2, crop.top % 2]).toEqual([0, 0])
        expect(Math.min(crop.left, crop.top)).toBeGreaterThanOrEqual(0)
        expect(Math.min(crop.width, crop.height)).toBeGreaterThanOrEqual(2)
        expect(crop.left + crop.width).toBeLessThanOrEqual(source.width)
        expect(crop.top + crop.height).toBeLessThanOrEqual(source.height)
      }),
    )
  })
})

describe('cameraPlace', () => {
  it.each([
    ['top-left', 19, 19],
    ['top-right', 1421, 19],
    ['bottom-left', 19, 791],
    ['bottom-right', 1421, 791],
  ] as const)('lies in the %s', (where, left, top) => {
    const place = cameraPlace({ width: 1920, height: 1080 }, { width: 1280, height: 720 }, where)
    expect(place).toEqual({ left, top, width: 480, height: 270 })
  })

  it('keeps its shape and its quarter, and stays inside', () => {
    fc.assert(
      fc.property(size, corner, (picture, where) => {
        const place = cameraPlace(picture, { width: 720, height: 1280 }, where)
        expect(place.left + place.width).toBeLessThanOrEqual(picture.width)
        expect(place.top + place.height).toBeLessThanOrEqual(picture.height)
        expect(place.width).toBeLessThanOrEqual(Math.max(1, Math.round(picture.width / 4)))
        const scale = place.height / 1280
        expect(Math.abs(place.width - 720 * scale)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('coverBoxes', () => {
  it('covers every pixel that a cover touches', () => {
    fc.assert(
      fc.property(size, box, (picture, cover) => {
        const [pixels] = coverBoxes(picture, [cover])
        const { left = 0, top = 0, width = 0, height = 0 } = pixels ?? {}
        expect(left).toBeLessThanOrEqual(cover.left * picture.width)
        expect(top).toBeLessThanOrEqual(cover.top * picture.height)
        const right = Math.min(picture.width, (cover.left + cover.width) * picture.width)
        const bottom = Math.min(picture.height, (cover.top + cover.height) * picture.height)
        expect(left + width).toBeGreaterThanOrEqual(right)
        expect(top + height).toBeGreaterThanOrEqual(bottom)
        expect(left + width).toBeLessThanOrEqual(picture.width)
      }),
    )
  })
})

describe('halvingsOf', () => {
  it.each([
    [1920, 1080, 1920, 0],
    [1920, 1080, 1280, 0],
    [2560, 1440, 1280, 1],
    [3840, 2160, 1920, 1],
    [2160, 3840, 1280, 1],
    [1920, 1080, 768, 1],
    [3840, 2160, 768, 2],
    [400, 300, 768, 0],
    [8000, 2, 768, 1],
  ])('of %i × %i within %i is %i', (width, height, longSide, halvings) => {
    expect(halvingsOf({ width, height }, longSide)).toBe(halvings)
  })

  it('leaves less than half to main, and nothing to enlarge', () => {
    const side = fc.integer({ min: 16, max: 8_192 })
    fc.assert(
      fc.property(side, side, fc.constantFrom(768, 1280, 1920), (width, height, longSide) => {
        const before = Math.max(width, height)
        const halvings = halvingsOf({ width, height }, longSide)
        const after = before / 2 ** halvings
        expect(after).toBeGreaterThanOrEqual(Math.min(before, longSide))
        // One line is never halved.
        if (Math.min(width, height) > 2 ** (halvings + 1)) expect(after).toBeLessThan(2 * longSide)
      }),
    )
  })
})
