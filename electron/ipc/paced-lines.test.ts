import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { PacedLines } from './paced-lines'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const told: string[] = []
  const lines = new PacedLines(({ id, text }) => told.push(`${id}: ${text}`))
  const add = (id: string, text: string): void => lines.add({ id, text } as TranscriptLine)
  return { told, add }
}

it('tells the first word at once, and of a flood the newest form at its own pace', () => {
  const { told, add } = setUp()
  for (let words = 1; words <= 10_000; words += 1) {
    add('a', `${words} words`)
    if (words % 10 === 0) vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(100)
  expect(told[0]).toBe('a: 1 words')
  expect(told.at(-1)).toBe('a: 10000 words')
  expect(told.length).toBeLessThanOrEqual(22)
  expect(vi.getTimerCount()).toBe(0)
})

it('loses no line, and keeps their order', () => {
  const { told, add } = setUp()
  add('a', '1')
  add('b', '1')
  add('a', '2')
  add('c', '1')
  vi.advanceTimersByTime(50)
  expect(told).toEqual(['a: 1', 'b: 1', 'a: 2', 'c: 1'])
  vi.advanceTimersByTime(50)
  add('a', '3')
  expect(told.at(-1)).toBe('a: 3')
})
