import { describe, expect, it } from 'vitest'
import {
  MAX_SELECTED,
  NOTHING_SELECTED,
  selectionAfter,
  type Selection,
  type SelectionEvent,
} from './selection'

const after = (...events: SelectionEvent[]): Selection =>
  events.reduce(selectionAfter, NOTHING_SELECTED)
const toggled = (id: string, index: number): SelectionEvent => ({ kind: 'toggled', id, index })

describe('the selection', () => {
  it('takes one in, and out again', () => {
    expect([...after(toggled('a', 0), toggled('b', 1)).ids]).toEqual(['a', 'b'])
    expect([...after(toggled('a', 0), toggled('b', 1), toggled('a', 0)).ids]).toEqual(['b'])
  })

  it('reaches from where it began', () => {
    const reached = after(toggled('z', 9), { kind: 'reached', anchor: 9, ids: ['y', 'z'] })
    expect([...reached.ids]).toEqual(['y', 'z'])
    expect(reached.anchor).toBe(9)
  })

  it('forgets what is gone, and its anchor with the last', () => {
    const both = after(toggled('a', 0), toggled('b', 1))
    expect([...selectionAfter(both, { kind: 'removed', ids: ['a'] }).ids]).toEqual(['b'])
    expect(selectionAfter(both, { kind: 'removed', ids: ['a', 'b'] })).toEqual(NOTHING_SELECTED)
  })

  it('holds no more than one request takes', () => {
    const ids = Array.from({ length: MAX_SELECTED + 5 }, (_, index) => `c${index}`)
    const full = after({ kind: 'reached', anchor: 0, ids })
    expect(full.ids.size).toBe(MAX_SELECTED)
    expect(selectionAfter(full, toggled('one more', 1)).ids.size).toBe(MAX_SELECTED)
  })
})
