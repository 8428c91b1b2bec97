import { describe, expect, it } from 'vitest'
import { silenceEnd, silencesOf } from './silences'

const span = (from: number, to: number, hasVoice = true) => ({ from, to, hasVoice })

describe('silences', () => {
  it('lie between what is spoken, before and after it, and leave it some air', () => {
    expect(silencesOf([span(10_000, 12_000), span(20_000, 21_000)])).toEqual([
      { from: -Infinity, to: 9_300 },
      { from: 12_300, to: 19_300 },
      { from: 21_300, to: Infinity },
    ])
  })

  it('are no pauses of a second and a half', () => {
    const between = (pause: number): number =>
      silencesOf([span(0, 1_000), span(1_000 + pause, 9_000)]).length - 2
    expect(between(1_499)).toBe(0)
    expect(between(1_500)).toBe(1)
  })

  it('are not where a longer line still goes on', () => {
    expect(silencesOf([span(0, 60_000), span(1_000, 2_000), span(30_000, 31_000)])).toEqual([
      { from: -Infinity, to: -700 },
      { from: 60_300, to: Infinity },
    ])
  })

  it('are not ended by what was typed', () => {
    const typed = span(50_000, 50_000, false)
    expect(silencesOf([span(0, 1_000), typed])).toHaveLength(2)
    expect(silencesOf([typed])).toEqual([])
    expect(silencesOf([])).toEqual([])
  })
})

describe('the end of a silence', () => {
  const silences = silencesOf([span(10_000, 12_000), span(20_000, 21_000)])

  it.each([
    [0, 9_300],
    [9_299, null],
    [11_000, null],
    [12_299, null],
    [12_300, 19_300],
    [18_800, 19_300],
    [18_801, null],
    [19_300, null],
    [30_000, Infinity],
  ])('%d', (at, end) => {
    expect(silenceEnd(silences, at)).toBe(end)
  })
})
