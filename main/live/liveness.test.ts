import { describe, expect, it } from 'vitest'
import { heard, lookAfter, type Liveness, type LivenessStep } from './liveness'

/** Looks once a second from `from` to `to`, while something is sent each time; the actions, with when. */
function look(liveness: Liveness, from: number, to: number): string[] {
  const actions: string[] = []
  let now = liveness
  for (let at = from; at <= to; at += 1_000) {
    const step: LivenessStep = lookAfter(now, at, at / 1_000 + 1)
    now = step.liveness
    if (step.action !== 'none') actions.push(`${step.action} ${at / 1_000}`)
    if (step.action === 'end') break
  }
  return actions
}

describe('a server that is silent', () => {
  it('is asked after 20 s and given up 40 s after that', () => {
    expect(look(heard(0), 0, 70_000)).toEqual(['ping 20', 'end 60'])
  })

  it('has 40 s for its answer also when it was asked late', () => {
    const silent: Liveness = { kind: 'silent', since: 0, askedAt: null }
    expect(look(silent, 35_000, 90_000)).toEqual(['ping 35', 'end 75'])
  })

  it('is asked once, and lives when it answers', () => {
    // Half a minute and more after the question.
    expect(look(heard(0), 0, 59_000)).toEqual(['ping 20'])
    expect(look(heard(60), 59_000, 78_000)).toEqual([])
  })

  it('owes nothing while nothing is sent', () => {
    let liveness = heard(7)
    for (let at = 0; at < 3_600_000; at += 1_000) {
      const step = lookAfter(liveness, at, 7)
      expect(step.action).toBe('none')
      ;({ liveness } = step)
    }
    // What is sent then is waited for from then on.
    const first = lookAfter(liveness, 3_600_000, 8)
    expect(first).toEqual({
      liveness: { kind: 'silent', since: 3_600_000, askedAt: null },
      action: 'none',
    })
    expect(lookAfter(first.liveness, 3_644_999, 8).action).toBe('ping')
  })
})
