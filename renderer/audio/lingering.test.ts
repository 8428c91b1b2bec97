import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Lingering } from './lingering'

describe('Lingering', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function setUp() {
    const told: boolean[] = []
    return { told, lingering: new Lingering(1_000, (on) => told.push(on)) }
  }

  it('is on at once, and off a while after it was last needed', () => {
    const { told, lingering } = setUp()
    lingering.setNeeded(true)
    vi.advanceTimersByTime(5_000)
    lingering.setNeeded(false)
    vi.advanceTimersByTime(999)
    expect(told).toEqual([true])
    vi.advanceTimersByTime(1)
    expect([told, lingering.on]).toEqual([[true, false], false])
  })

  it('stays on when it is needed again in time', () => {
    const { told, lingering } = setUp()
    lingering.setNeeded(true)
    lingering.setNeeded(false)
    vi.advanceTimersByTime(900)
    lingering.setNeeded(true)
    vi.advanceTimersByTime(5_000)
    expect(told).toEqual([true])
  })

  it('can be ended at once, and be needed anew', () => {
    const { told, lingering } = setUp()
    lingering.setNeeded(true)
    lingering.end()
    lingering.setNeeded(true)
    expect(told).toEqual([true, false, true])
  })
})
