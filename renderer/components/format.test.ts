import { describe, expect, it } from 'vitest'
import {
  formatAge,
  formatCount,
  formatDuration,
  formatExactDuration,
  formatKilobytes,
  formatPixels,
  formatSeconds,
} from './format'

describe('formats', () => {
  it.each([
    [0, 'now'],
    [3_000, '3 s ago'],
    [59_000, '59 s ago'],
    [125_000, '2 min ago'],
    [7_300_000, '2 h ago'],
    [-5_000, 'now'],
  ])('an age of %i ms is "%s"', (age, text) => {
    expect(formatAge(1_000_000, 1_000_000 + age)).toBe(text)
  })

  it('writes sizes', () => {
    expect(formatPixels(1280, 720)).toBe('1280 × 720')
    expect(formatKilobytes(84_400)).toBe('84 kB')
    expect(formatKilobytes(12)).toBe('1 kB')
    expect(formatSeconds(1_240)).toBe(formatCount(1.2))
  })

  it.each([
    [0, '0 ms'],
    [340, '340 ms'],
    [1_290, `${formatCount(1.2)} s`],
    [59_990, `${formatCount(59.9)} s`],
    [60_000, '1 min 0 s'],
    [3_599_000, '59 min 59 s'],
  ])('a duration of %i ms is "%s"', (ms, text) => {
    expect(formatExactDuration(ms)).toBe(text)
  })

  it('writes durations in passing', () => {
    expect(formatDuration(59_400)).toBe('59 s')
    expect(formatDuration(90_000)).toBe('2 min')
  })
})
