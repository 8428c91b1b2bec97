import { describe, expect, it } from 'vitest'
import { spokenWords, wordAt, wordAtPlace } from './spoken-words'

const SPAN = { from: 1_000, to: 3_000, hasVoice: true }
const texts = (text: string): string[] =>
  spokenWords(text, SPAN).map(({ start, end }) => text.slice(start, end))

describe('the words of a line', () => {
  it('share its time by their letters', () => {
    // 20 letters in 2 s: 100 ms each.
    expect(spokenWords('It rains over there.', SPAN)).toEqual([
      { start: 0, end: 2, from: 1_000, to: 1_300 },
      { start: 3, end: 8, from: 1_300, to: 1_900 },
      { start: 9, end: 13, from: 1_900, to: 2_400 },
      { start: 14, end: 19, from: 2_400, to: 3_000 },
    ])
  })

  it('are told apart in any script', () => {
    expect(texts('مرحبا بالعالم')).toEqual(['مرحبا', 'بالعالم'])
    expect(texts('我们明天讨论').length).toBeGreaterThan(1)
    expect(texts('Don’t — 3.5 km 👍!')).toEqual(['Don’t', '3.5', 'km'])
  })

  it('are none where nothing was said', () => {
    expect(spokenWords('', SPAN)).toEqual([])
    expect(spokenWords('…', SPAN)).toEqual([])
  })
})

describe('the word of a time', () => {
  const words = spokenWords('It rains over there.', SPAN)

  it.each([
    [999, undefined],
    [1_000, 0],
    [1_299, 0],
    [1_300, 3],
    [2_999, 14],
    [3_000, undefined],
  ])('%d', (at, start) => {
    expect(wordAt(words, at)?.start).toBe(start)
  })
})

describe('the word of a place', () => {
  const words = spokenWords('“It rains.”', SPAN)

  it.each([
    [0, 1],
    [1, 1],
    [3, 1],
    [4, 4],
    [11, 4],
  ])('%d', (place, start) => {
    expect(wordAtPlace(words, place)?.start).toBe(start)
  })

  it('is none where there are no words', () => {
    expect(wordAtPlace([], 3)).toBeNull()
  })
})
