import { describe, expect, it } from 'vitest'
import type { Happening } from '@contract/library'
import { BEFORE_ALL, happeningsAfter } from './happenings-between'

const at = (...times: readonly number[]): Happening[] =>
  times.map((time) => ({ kind: 'rotation', at: time }))
const lines = [{ startedAt: 10 }, { startedAt: 20 }]

describe('happeningsAfter', () => {
  it('puts each after the last line that had begun, in order of time', () => {
    const after = happeningsAfter(lines, at(25, 20, 12, 10, 5))
    expect([...after].toSorted(([a], [b]) => a - b)).toEqual([
      [BEFORE_ALL, at(5)],
      [0, at(10, 12)],
      [1, at(20, 25)],
    ])
  })

  it('has a place for all of them where nothing was said', () => {
    expect([...happeningsAfter([], at(3, 1))]).toEqual([[BEFORE_ALL, at(1, 3)]])
  })
})
