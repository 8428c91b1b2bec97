import { expect, it } from 'vitest'
import { nextMark, previousMark } from './marks-around'

const MARKS = [10_000, 20_000, 30_000]

it.each([
  [0, 10_000],
  [10_000, 20_000],
  [29_999, 30_000],
  [30_000, null],
])('the next mark after %d', (at, mark) => {
  expect(nextMark(MARKS, at)).toBe(mark)
})

it.each([
  [10_000, null],
  [20_000, 10_000],
  // One that was only just passed is left behind.
  [21_900, 10_000],
  [22_001, 20_000],
  [90_000, 30_000],
])('the mark before %d', (at, mark) => {
  expect(previousMark(MARKS, at)).toBe(mark)
})
