import { describe, expect, it } from 'vitest'
import { soundFrom, stretchesOf } from './stretches'

const note = (key: number, startedAt: number, durationMs: number) => ({
  key,
  startedAt,
  durationMs,
})

describe('what was recorded', () => {
  it('lies in order of time', () => {
    expect(stretchesOf([note(2, 5_000, 1_000), note(1, 1_000, 2_000)], 9_000)).toEqual([
      { key: 1, from: 1_000, to: 3_000 },
      { key: 2, from: 5_000, to: 6_000 },
    ])
  })

  it('without a length counts until the next one, or until the end', () => {
    expect(stretchesOf([note(1, 1_000, 0), note(2, 5_000, 0)], 9_000)).toEqual([
      { key: 1, from: 1_000, to: 5_000 },
      { key: 2, from: 5_000, to: 9_000 },
    ])
  })

  it('gives way to a later recording of the same time', () => {
    expect(stretchesOf([note(1, 1_000, 9_000), note(2, 5_000, 1_000)], 9_000)[0]?.to).toBe(5_000)
  })
})

describe('the next sound', () => {
  const stretches = stretchesOf([note(1, 1_000, 2_000), note(2, 5_000, 1_000)], 9_000)

  it.each([
    [0, { key: 1, offsetMs: 0, at: 1_000 }],
    [2_500, { key: 1, offsetMs: 1_500, at: 2_500 }],
    [3_000, { key: 2, offsetMs: 0, at: 5_000 }],
    [5_999, { key: 2, offsetMs: 999, at: 5_999 }],
    [6_000, null],
    [Infinity, null],
  ])('from %d on', (at, spot) => {
    expect(soundFrom(stretches, at)).toEqual(spot)
  })
})
