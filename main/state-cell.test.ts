import { describe, expect, it } from 'vitest'
import { StateCell } from './state-cell'

const makeCell = () => new StateCell<{ a: number; b: number }>({ a: 0, b: 0 })

describe('StateCell', () => {
  it('tells each listener the slices that changed, and the state with them', () => {
    const cell = makeCell()
    const told: unknown[] = []
    cell.subscribe((patch, state) => told.push([patch, state]))
    cell.update({ a: 1 })
    cell.update({ b: 2 })
    expect(told).toEqual([
      [{ a: 1 }, { a: 1, b: 0 }],
      [{ b: 2 }, { a: 1, b: 2 }],
    ])
    expect(cell.current).toEqual({ a: 1, b: 2 })
  })

  it('never changes a state that it has given out', () => {
    const cell = makeCell()
    const before = cell.current
    cell.update({ a: 1 })
    expect(before).toEqual({ a: 0, b: 0 })
  })

  it('tells nobody who has left', () => {
    const cell = makeCell()
    const told: unknown[] = []
    const leave = cell.subscribe((patch) => told.push(patch))
    leave()
    cell.update({ a: 1 })
    expect(told).toEqual([])
  })

  it('tells everybody in order when a listener updates', () => {
    const cell = makeCell()
    cell.subscribe((_patch, { a }) => {
      if (a < 3) cell.update({ a: a + 1 })
    })
    const seen: number[] = []
    cell.subscribe((patch, state) => {
      expect(state).toMatchObject(patch)
      seen.push(state.a)
    })
    cell.update({ a: 1 })
    expect(seen).toEqual([1, 2, 3])
  })

  it('goes on after a listener has thrown', () => {
    const cell = makeCell()
    const leave = cell.subscribe(() => {
      throw new Error('bug')
    })
    expect(() => cell.update({ a: 1 })).toThrow('bug')
    leave()
    const seen: number[] = []
    cell.subscribe((_patch, { a }) => seen.push(a))
    cell.update({ a: 2 })
    expect(seen).toEqual([2])
  })
})
