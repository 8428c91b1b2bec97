import { describe, expect, it } from 'vitest'
import { levelOf } from './levels'

describe('levelOf', () => {
  it.each([
    [0, 0],
    [0.001, 0],
    [0.0316, 0.5],
    [1, 1],
    [2, 1],
  ])('shows a peak of %d as %d', (peak, level) => {
    expect(levelOf(peak)).toBeCloseTo(level, 2)
  })
})
