import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideAfterFault, type FaultFacts } from './fault-policy'

const facts = (rest: Partial<FaultFacts> = {}): FaultFacts => ({
  isUp: true,
  faults: [1_000],
  sinceRestartMs: null,
  ...rest,
})
const MANY = [1_000, 2_000, 3_000, 4_000, 5_000]

describe('after something that nobody caught', () => {
  it('the app goes on', () => {
    expect(decideAfterFault(facts())).toBe('go-on')
    expect(decideAfterFault(facts({ faults: MANY.slice(1) }))).toBe('go-on')
  })

  it('it goes on too when the others are long ago', () => {
    expect(decideAfterFault(facts({ faults: [...MANY.slice(1), 70_000] }))).toBe('go-on')
  })

  it('it starts anew when it happens again and again', () => {
    expect(decideAfterFault(facts({ faults: MANY }))).toBe('restart')
  })

  it('it ends when it has just been started anew, and when it never came up', () => {
    expect(decideAfterFault(facts({ faults: MANY, sinceRestartMs: 60_000 }))).toBe('end')
    expect(decideAfterFault(facts({ faults: MANY, sinceRestartMs: 3_600_000 }))).toBe('restart')
    expect(decideAfterFault(facts({ isUp: false }))).toBe('end')
  })

  it('never restarts twice within ten minutes, whatever happens', () => {
    const run = fc.record({
      isUp: fc.boolean(),
      faults: fc.array(fc.nat(1_000_000)).map((times) => times.sort((a, b) => a - b)),
      sinceRestartMs: fc.nat(10 * 60_000 - 1),
    })
    fc.assert(
      fc.property(run, (each) => decideAfterFault(each) !== 'restart'),
      { seed: 61 },
    )
  })
})
