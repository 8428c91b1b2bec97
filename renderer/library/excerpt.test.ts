import { describe, expect, it } from 'vitest'
import { excerptOf, piecesOf, rangesWithin } from './excerpt'

const foundIn = ({ text, found }: ReturnType<typeof excerptOf>): string[] =>
  found.map(({ start, end }) => text.slice(start, end))

describe('an excerpt', () => {
  it('is the whole of a short line', () => {
    const found = [{ start: 0, end: 2 }]
    expect(excerptOf('It rains', found)).toEqual({ text: 'It rains', found })
  })

  it('begins at a word shortly before the first find, and marks the same words', () => {
    const text = `${'some words '.repeat(100)}umbrella ${'and more '.repeat(100)}`
    const start = text.indexOf('umbrella')
    const excerpt = excerptOf(text, [{ start, end: start + 8 }])
    expect(foundIn(excerpt)).toEqual(['umbrella'])
    expect(excerpt.text).toMatch(/^… (some|words) /)
    expect(excerpt.text.length).toBeLessThan(300)
  })

  it('leaves out finds that are past its end', () => {
    const text = `rain ${'word '.repeat(200)}rain`
    const last = text.lastIndexOf('rain')
    const excerpt = excerptOf(text, [
      { start: 0, end: 4 },
      { start: last, end: last + 4 },
    ])
    expect(foundIn(excerpt)).toEqual(['rain'])
  })

  it('parts no character', () => {
    const text = '👍'.repeat(400)
    const excerpt = excerptOf(text, [{ start: 401 - (401 % 2), end: 402 }])
    // Half of a character cannot be encoded.
    expect(() => encodeURIComponent(excerpt.text)).not.toThrow()
    expect(foundIn(excerpt)).toEqual(['👍'])
  })
})

describe('the pieces of a text', () => {
  it('are what was found and what stands between', () => {
    const pieces = piecesOf('abcdef', [
      { start: 0, end: 1 },
      { start: 3, end: 5 },
    ])
    expect(pieces).toEqual([
      { text: 'a', isFound: true },
      { text: 'bc', isFound: false },
      { text: 'de', isFound: true },
      { text: 'f', isFound: false },
    ])
  })

  it('are the whole text, whatever the ranges', () => {
    const wrong = [
      { start: 2, end: 4 },
      { start: 1, end: 3 },
      { start: 5, end: 5 },
      { start: 4, end: 99 },
    ]
    expect(
      piecesOf('abcdef', wrong)
        .map(({ text }) => text)
        .join(''),
    ).toBe('abcdef')
  })
})

it('tells which ranges lie in a part of a text, and where', () => {
  const ranges = [
    { start: 0, end: 4 },
    { start: 6, end: 8 },
    { start: 9, end: 12 },
  ]
  expect(rangesWithin(ranges, 2, 10)).toEqual([
    { start: 0, end: 2 },
    { start: 4, end: 6 },
    { start: 7, end: 8 },
  ])
  expect(rangesWithin(ranges, 4, 6)).toEqual([])
})
