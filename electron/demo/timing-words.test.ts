import { expect, it } from 'vitest'
import { describeTiming, summarize } from './timing-words'

it('tells a time', () => {
  expect(describeTiming('voice-flushed', 5.4)).toBe('5 ms from the interruption to silence')
})

it('sums times up', () => {
  expect(summarize([30, 10, 20])).toBe('from capture to sending 20 ms (median), 30 ms (worst)')
  expect(summarize([])).toContain('0 ms')
})
