import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../faults/seeded-random'
import { settledSlope, slope } from './slope'

describe('the slope', () => {
  it('is that of a line, wherever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.integer(), (steep, start) => {
        const samples = [0, 1, 2, 5, 9].map((at) => ({ at, value: start + steep * at }))
        expect(slope(samples)).toBeCloseTo(steep, 4)
      }),
    )
  })

  it('sees a small growth in much noise, and none where there is none', () => {
    const random = seededRandom(1)
    const noisy = (growth: number) =>
      Array.from({ length: 500 }, (_, at) => ({ at, value: 100 + growth * at + 20 * random() }))
    expect(slope(noisy(0.1))).toBeCloseTo(0.1, 1)
    expect(Math.abs(slope(noisy(0)))).toBeLessThan(0.02)
  })

  it('of few samples, or of one moment, is 0', () => {
    expect(slope([])).toBe(0)
    expect(slope([{ at: 1, value: 5 }])).toBe(0)
    expect(slope([1, 2, 3].map((value) => ({ at: 7, value })))).toBe(0)
  })

  it('once settled leaves the first quarter out', () => {
    const warmingUp = [0, 50, 90, 100, 100, 100, 100, 100].map((value, at) => ({ at, value }))
    expect(slope(warmingUp)).toBeGreaterThan(5)
    expect(settledSlope(warmingUp)).toBeLessThan(2)
    expect(settledSlope(warmingUp, 0.5)).toBe(0)
  })
})
