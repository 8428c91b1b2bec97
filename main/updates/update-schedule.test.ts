import { expect, it } from 'vitest'
import {
  EVERY_MS,
  FIRST_LOOK_MS,
  lookDueAt,
  LONGEST_WAIT_MS,
  SPREAD_MS,
  waitMs,
  type ScheduleFacts,
} from './update-schedule'

const NOW = Date.UTC(2026, 5, 1)
const facts = (rest: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  startedAt: NOW,
  lookedAt: null,
  failedAt: null,
  chance: 0,
  firstLookMs: FIRST_LOOK_MS,
  ...rest,
})

it('lets the app start first, whatever is due', () => {
  expect(lookDueAt(NOW, facts())).toBe(NOW + FIRST_LOOK_MS)
  const long = facts({ lookedAt: NOW - 9 * EVERY_MS })
  expect(lookDueAt(NOW, long)).toBe(NOW + FIRST_LOOK_MS)
})

it('spreads the looks of many over hours', () => {
  const lookedAt = NOW - 1_000
  expect(lookDueAt(NOW, facts({ lookedAt }))).toBe(lookedAt + EVERY_MS)
  const late = lookDueAt(NOW, facts({ lookedAt, chance: 0.999 }))
  expect(late - lookedAt).toBeGreaterThan(EVERY_MS + 0.99 * SPREAD_MS)
})

it('does not wait for years when the clock was wrong', () => {
  const lookedAt = NOW + 3 * 365 * EVERY_MS
  expect(lookDueAt(NOW, facts({ lookedAt, failedAt: lookedAt }))).toBe(NOW + FIRST_LOOK_MS)
})

it('looks at the clock each hour: a timer stands still in sleep', () => {
  expect(waitMs(NOW, NOW + EVERY_MS)).toBe(LONGEST_WAIT_MS)
  expect(waitMs(NOW, NOW + 10)).toBe(10)
  expect(waitMs(NOW, NOW - 10)).toBe(0)
})
