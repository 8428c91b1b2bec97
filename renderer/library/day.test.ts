import { describe, expect, it } from 'vitest'
import { formatClock, formatLength, sectionOf } from './day'

const NOW = new Date(2026, 2, 1, 0, 30).getTime()
const on = (startedAt: Date, pinned = false): string =>
  sectionOf({ startedAt: startedAt.getTime(), continuedAt: null, pinned }, NOW)

describe('days', () => {
  it('go by the calendar, not by hours', () => {
    expect(on(new Date(2026, 2, 1, 0, 0))).toBe('Today')
    expect(on(new Date(2026, 1, 28, 23, 59))).toBe('Yesterday')
    expect(on(new Date(2026, 1, 28, 0, 0))).toBe('Yesterday')
    expect(on(new Date(2026, 1, 27, 23, 59))).toMatch(/27/)
  })

  it('do not part what is pinned', () => {
    expect(on(new Date(2024, 1, 1), true)).toBe('Pinned')
  })
})

describe('lengths', () => {
  it.each([
    [0, '0 sec'],
    [59_400, '59 sec'],
    [60_000, '1 min'],
    [3_590_000, '1 hr'],
    [3_900_000, '1 hr 5 min'],
    [-5, '0 sec'],
  ])('%i ms is %s', (ms, words) => {
    expect(formatLength(ms)).toBe(words)
  })

  it.each([
    [0, '0:00'],
    [125_900, '2:05'],
    [3_725_000, '1:02:05'],
  ])('%i ms stands at %s', (ms, words) => {
    expect(formatClock(ms)).toBe(words)
  })
})
