import { describe, expect, it } from 'vitest'
import { NO_COUNTS } from '@contract/testing'
import { savingOf, soundSavingOf } from './saving'

describe('what was saved', () => {
  it('is nothing while all was sent', () => {
    expect(savingOf({ ...NO_COUNTS, microphoneSentMs: 60_000, framesSent: 60 })).toBeNull()
  })

  it('is counted at 25 tokens a second of sound', () => {
    const counts = { ...NO_COUNTS, silenceHeldBackMs: 720_000, microphoneSentMs: 180_000 }
    expect(savingOf(counts)).toEqual({
      soundMs: 720_000,
      wholeMs: 900_000,
      pictures: 0,
      tokens: 18_000,
      percent: 80,
    })
  })

  it('is counted at 70 tokens a picture, beside the sound that was sent', () => {
    const counts = { ...NO_COUNTS, framesUnchanged: 290, framesSent: 10, microphoneSentMs: 300_000 }
    // 20,300 of 21,000 for pictures and 7,500 for sound.
    expect(savingOf(counts)).toMatchObject({ pictures: 290, tokens: 20_300, percent: 71 })
  })

  it('may be everything', () => {
    expect(savingOf({ ...NO_COUNTS, silenceHeldBackMs: 1_000 })?.percent).toBe(100)
  })

  it('of sound alone leaves the pictures out', () => {
    const counts = { ...NO_COUNTS, silenceHeldBackMs: 60_000, framesUnchanged: 60, framesSent: 60 }
    expect(soundSavingOf(counts)).toMatchObject({ pictures: 0, tokens: 1_500, percent: 100 })
    expect(soundSavingOf({ ...counts, silenceHeldBackMs: 0 })).toBeNull()
  })
})
