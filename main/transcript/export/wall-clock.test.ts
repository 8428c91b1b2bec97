import { describe, expect, it } from 'vitest'
import { WallClock, elapsed } from './wall-clock'

describe('times in documents', () => {
  it('are those of the zone, with its summer time', () => {
    const clock = new WallClock('Europe/Zurich')
    const winter = Date.UTC(2026, 0, 31, 23, 5, 9)
    expect(`${clock.date(winter)} ${clock.seconds(winter)}`).toBe('2026-02-01 00:05:09')
    expect(clock.minutes(Date.UTC(2026, 6, 1, 12))).toBe('14:00')
    expect(new WallClock('Asia/Kolkata').minutes(Date.UTC(2026, 0, 1))).toBe('05:30')
  })

  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [12_000, '0:12'],
    [725_000, '12:05'],
    [3_725_000, '1:02:05'],
    [-61_000, '−1:01'],
    [-400, '0:00'],
  ])('from the start: %d ms', (ms, text) => expect(elapsed(ms)).toBe(text))
})
