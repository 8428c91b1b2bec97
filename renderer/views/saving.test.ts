import { describe, expect, it } from 'vitest'
import { NO_COUNTS } from '@contract/testing'
import { savingOf } from './saving'

describe('what was saved', () => {
  it('is nothing while nothing was held back', () => {
    expect(savingOf({ ...NO_COUNTS, microphoneSentMs: 60_000 })).toBeNull()
  })

  it('is counted at 25 tokens a second', () => {
    const counts = { ...NO_COUNTS, silenceHeldBackMs: 720_000, microphoneSentMs: 180_000 }
    expect(savingOf(counts)).toEqual({
      heldBackMs: 720_000,
      wholeMs: 900_000,
      percent: 80,
      tokens: 18_000,
    })
  })

  it('may be everything', () => {
    expect(savingOf({ ...NO_COUNTS, silenceHeldBackMs: 1_000 })?.percent).toBe(100)
  })
})
