import { describe, expect, it } from 'vitest'
import type { LibraryLine } from '@contract/library'
import { lettersOf, lineAt, spokenSpans } from './spoken-spans'

const lineOf = (changes: Partial<LibraryLine>): LibraryLine => ({
  id: 'c:0',
  conversationId: 'c',
  position: 0,
  speaker: 'user',
  channel: 'voice',
  text: '',
  startedAt: 0,
  endedAt: null,
  interrupted: false,
  original: null,
  ...changes,
})
const question = (text: string, startedAt: number, endedAt: number | null): LibraryLine =>
  lineOf({ text, startedAt, endedAt, speaker: 'user' })
const answer = (text: string, startedAt: number, endedAt: number | null): LibraryLine =>
  lineOf({ text, startedAt, endedAt, speaker: 'assistant' })
const letters = (count: number): string => 'a'.repeat(count)

describe('when a line was heard', () => {
  it('ends with its answer for a question, whose line is held open until that is over', () => {
    const spans = spokenSpans([
      question(letters(40), 10_000, 30_000),
      answer(letters(200), 14_000, 30_000),
    ])
    expect(spans).toEqual([
      { from: 10_000, to: 14_000, hasVoice: true },
      { from: 14_000, to: 30_000, hasVoice: true },
    ])
  })

  it('begins before the first words came, where they cannot have been said since', () => {
    const [span] = spokenSpans([
      question(letters(40), 10_000, 30_000),
      answer(letters(200), 10_500, 30_000),
    ])
    expect(span).toEqual({ from: 10_500 - 40 * 65, to: 10_500, hasVoice: true })
  })

  it('is before the answer, although its words came after that had begun', () => {
    const [span] = spokenSpans([
      question(letters(20), 11_000, 30_000),
      answer(letters(200), 10_500, 30_000),
    ])
    expect(span?.to).toBe(10_500)
    expect(span?.from).toBe(10_500 - 20 * 65)
  })

  it('is never before the line above', () => {
    const spans = spokenSpans([
      answer(letters(10), 10_000, 10_600),
      question(letters(100), 11_000, 12_000),
      answer(letters(10), 11_100, 12_000),
    ])
    expect(spans.map(({ from }) => from)).toEqual([10_000, 10_000, 11_100])
  })

  it('is no longer than slow speech takes', () => {
    const [span] = spokenSpans([answer(letters(100), 10_000, 500_000)])
    expect(span?.to).toBe(10_000 + 100 * 65 * 2.5 + 1_500)
  })

  it('is as long as it was noted for a voice without words', () => {
    expect(spokenSpans([answer('', 10_000, 25_000)])[0]?.to).toBe(25_000)
  })

  it('is guessed by its letters for a line that never ended', () => {
    expect(spokenSpans([answer(letters(100), 10_000, null)])[0]?.to).toBe(16_500)
  })

  it('goes by what was said, not by what it was edited to', () => {
    const line = { ...answer('x', 10_000, null), original: letters(100) }
    expect(spokenSpans([line])[0]?.to).toBe(16_500)
  })

  it('is no time for what was typed', () => {
    const typed = { ...question(letters(100), 10_000, 20_000), channel: 'typed' as const }
    expect(spokenSpans([typed])).toEqual([{ from: 10_000, to: 10_000, hasVoice: false }])
  })
})

it('takes signs that stand for more than a letter for longer', () => {
  expect(lettersOf('abc')).toBe(3)
  expect(lettersOf('こん')).toBe(4)
  expect(lettersOf('안녕')).toBe(4)
  expect(lettersOf('预算')).toBe(6)
})

describe('the line of a time', () => {
  const spans = [0, 1_000, 1_000, 5_000].map((from) => ({ from, to: from + 10, hasVoice: true }))

  it.each([
    [-1, null],
    [0, 0],
    [999, 0],
    [1_000, 2],
    [4_999, 2],
    [90_000, 3],
  ])('%d', (at, index) => {
    expect(lineAt(spans, at)).toBe(index)
  })

  it('is none where there are no lines', () => {
    expect(lineAt([], 5)).toBeNull()
  })
})
