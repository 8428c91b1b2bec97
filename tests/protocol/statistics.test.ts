import { describe, expect, it } from 'vitest'
import { describeGoal, meets, percentile, summarize } from '../../bench/statistics'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

describe('percentile', () => {
  it('is a sample, by nearest rank, whatever the order', () => {
    expect(percentile(hundred, 50)).toBe(50)
    expect(percentile(hundred, 95)).toBe(95)
    expect(percentile(hundred, 99)).toBe(99)
    expect(percentile(hundred, 100)).toBe(100)
    expect(percentile([1, 2, 3, 4], 50)).toBe(2)
    expect(percentile([3, 10, 1], 50)).toBe(3)
  })

  it('sorts numbers, not texts', () => {
    expect(percentile([9, 100, 20], 100)).toBe(100)
  })

  it('of one sample is that sample, of none is NaN', () => {
    expect(percentile([7], 1)).toBe(7)
    expect(percentile([7], 99)).toBe(7)
    expect(percentile([], 50)).toBeNaN()
  })

  it('of few samples is the worst rather than a guess', () => {
    expect(percentile([1, 2, 3, 50], 99)).toBe(50)
  })
})

describe('summarize', () => {
  it('names the usual points and leaves its input alone', () => {
    const samples = [...hundred]
    const expected = { count: 100, median: 50, p95: 95, p99: 99, worst: 100 }
    expect(summarize(samples)).toEqual(expected)
    expect(samples).toEqual(hundred)
  })
})

describe('a goal', () => {
  const summary = summarize(hundred)

  it('is met when every limit is kept, at the limit too', () => {
    expect(meets(summary, { median: 50, p99: 99 })).toBe(true)
    expect(meets(summary, { median: 50, p99: 98 })).toBe(false)
  })

  it('is not met by nothing', () => {
    expect(meets(summarize([]), { median: 1 })).toBe(false)
  })

  it('reads as limits', () => {
    expect(describeGoal({ median: 22, p99: 30 }, 'ms')).toBe('median ≤ 22 ms, p99 ≤ 30 ms')
    expect(describeGoal({ worst: 0 }, '')).toBe('worst ≤ 0')
  })
})
