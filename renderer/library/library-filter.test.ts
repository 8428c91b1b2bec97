import { describe, expect, it } from 'vitest'
import { conditionCount, conditionsOf, EVERYTHING } from './library-filter'

describe('the filter', () => {
  it('asks for everything unless something is set', () => {
    expect(conditionsOf(EVERYTHING)).toEqual({})
    expect(conditionCount(EVERYTHING)).toBe(0)
  })

  it('reaches from the first moment of a day to the last of another', () => {
    const filter = { ...EVERYTHING, from: '2026-02-27', to: '2026-02-28' }
    expect(conditionsOf(filter)).toEqual({
      from: new Date(2026, 1, 27).getTime(),
      to: new Date(2026, 2, 1).getTime(),
    })
    expect(conditionCount(filter)).toBe(2)
  })

  it('asks for one kind of picture, and for marks', () => {
    const filter = { ...EVERYTHING, sourceKind: 'camera', marked: true } as const
    expect(conditionsOf(filter)).toEqual({ sourceKind: 'camera', marked: true })
    expect(conditionCount(filter)).toBe(2)
  })

  it('asks for no day that is still being typed, and for none before the epoch', () => {
    expect(conditionsOf({ ...EVERYTHING, from: '2026-0' })).toEqual({})
    expect(conditionsOf({ ...EVERYTHING, from: '1960-01-01' })).toEqual({ from: 0 })
  })
})
