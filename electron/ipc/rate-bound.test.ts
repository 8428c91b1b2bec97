import { expect, it } from 'vitest'
import { createRateBound } from './rate-bound'

it('lets a burst through, then the rate', () => {
  let now = 0
  const allow = createRateBound({ perSecond: 100, burst: 200 }, () => now)
  const count = (messages: number): number =>
    Array.from({ length: messages }, allow).filter(Boolean).length
  expect(count(1_000)).toBe(200)
  now += 1_000
  expect(count(1_000)).toBe(100)
  now += 60_000
  expect(count(1_000)).toBe(200)
})

it('never refuses a steady sender within the rate', () => {
  let now = 0
  const allow = createRateBound({ perSecond: 4, burst: 4 }, () => now)
  for (let frame = 0; frame < 1_000; frame += 1) {
    expect(allow()).toBe(true)
    now += 250
  }
})
