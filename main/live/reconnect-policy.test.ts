import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectionFailure } from './live-errors'
import {
  backOffMs,
  dialPauseMs,
  planReconnect,
  withDial,
  type FailureFacts,
} from './reconnect-policy'
import { NEW_COURSE, type Course } from './session-model'

const closed = (code: number, reason = ''): ConnectionFailure => ({ kind: 'closed', code, reason })
const network: ConnectionFailure = { kind: 'network', code: 'ENOTFOUND' }
const MINUTE = 60_000
const COURSE: Course = { ...NEW_COURSE, hasLived: true, handle: { value: 'h', at: 0 } }
const plan = (facts: Partial<FailureFacts>, course: Partial<Course> = {}, at = 1_000, random = 0) =>
  planReconnect(
    { ...COURSE, ...course },
    { failure: closed(1006), wasLive: true, hadHandle: false, ...facts },
    { at, random },
  )
/** The handle that the next try has; `undefined` where there is none. */
const handleAfter = (facts: Partial<FailureFacts>, course: Partial<Course> = {}) => {
  const planned = plan(facts, course)
  return planned.kind === 'retry' ? (planned.course.handle?.value ?? null) : undefined
}
const dialing = { wasLive: false, hadHandle: true }

describe('planReconnect', () => {
  it('waits for any time up to a ceiling that doubles, at most 15 s', () => {
    const ceilings = [0, 1, 2, 3, 4, 5, 6, 50, 2_000].map((failures) => backOffMs(failures, 1))
    expect(ceilings).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 15_000, 15_000, 15_000])
    expect([0, 0.25, 0.5].map((random) => backOffMs(3, random))).toEqual([0, 600, 1_200])
    expect(plan({}, { failures: 2 }, 1_000, 0.5)).toMatchObject({
      delayMs: 600,
      course: { failures: 3, downSince: 1_000 },
    })
  })

  it('gives up ten minutes after the last steady connection, and blocks a first one sooner', () => {
    const down = { downSince: 0 }
    expect(plan({ failure: network }, down, 10 * MINUTE - 1).kind).toBe('retry')
    expect(plan({ failure: network }, down, 10 * MINUTE).kind).toBe('give-up')
    expect(plan({}, { ...down, hasLived: false }, MINUTE - 1).kind).toBe('retry')
    expect(plan({}, { ...down, hasLived: false }, MINUTE).kind).toBe('block')
  })

  it.each<[string, Partial<FailureFacts>, Partial<Course>, string | null | undefined]>([
    ['a drop', {}, {}, 'h'],
    ['a drop after many', {}, { failures: 9 }, 'h'],
    ['one dial that was closed', dialing, {}, 'h'],
    ['two of them', dialing, { suspicions: 1 }, null],
    ['no network', { ...dialing, failure: network }, { suspicions: 1 }, 'h'],
    [
      'a dial that found no server',
      { ...dialing, failure: { kind: 'timeout', step: 'open' } },
      { suspicions: 1 },
      'h',
    ],
    [
      'a way to the server that took too long',
      { ...dialing, failure: { kind: 'timeout', step: 'dial' } },
      { suspicions: 1 },
      'h',
    ],
    [
      'a setup that hung twice',
      { ...dialing, failure: { kind: 'timeout', step: 'setup' } },
      { suspicions: 1 },
      null,
    ],
    [
      '503 at the door',
      { ...dialing, failure: { kind: 'upgrade-refused', status: 503 } },
      { suspicions: 1 },
      'h',
    ],
    ['a fault of the server', { failure: closed(1011) }, {}, 'h'],
    ['another one', { failure: closed(1011) }, { suspicions: 1 }, null],
    ['a fault that answers the handle', { ...dialing, failure: closed(1011) }, {}, null],
    [
      'too many sessions',
      { ...dialing, failure: closed(1011, 'Maximum concurrent sessions') },
      { suspicions: 1 },
      'h',
    ],
    ['a refusal', { failure: closed(1007) }, {}, null],
    ['a refused handle', { ...dialing, failure: closed(1008) }, { failures: 4 }, null],
    ['a fresh setup refused', { wasLive: false, failure: closed(1007) }, {}, undefined],
    ['a refusal again', { failure: closed(1007) }, { refusedAt: 0 }, undefined],
    ['one long ago', { failure: closed(1007) }, { refusedAt: -MINUTE }, null],
    ['a spent quota', { failure: closed(1011, 'exceeded your quota') }, {}, undefined],
    ['a bad key', { failure: closed(1007, 'API key not valid') }, {}, undefined],
    ['a bad certificate', { failure: { kind: 'network', code: 'CERT_EXPIRED' } }, {}, undefined],
  ])('after %s goes on with the handle, afresh, or not at all', (_name, facts, course, handle) =>
    expect(handleAfter(facts, course)).toBe(handle),
  )

  it('drops what waits after a refusal, and tries at once', () => {
    const refused = plan({ failure: closed(1007) }, { failures: 5 }, 1_000, 1)
    expect(refused).toMatchObject({ delayMs: 0, dropsWaiting: true, course: { refusedAt: 1_000 } })
    expect(plan({})).toMatchObject({ dropsWaiting: false })
  })

  it('waits as long as the server asks, but not beyond the budget', () => {
    const busy = (retryAfterMs: number): ConnectionFailure => ({
      kind: 'upgrade-refused',
      status: 429,
      retryAfterMs,
    })
    expect(plan({ failure: busy(30_000) })).toMatchObject({ delayMs: 30_000, atLeastMs: 30_000 })
    expect(plan({ failure: busy(100) }, { failures: 1 }, 0, 1)).toMatchObject({ delayMs: 600 })
    expect(plan({ failure: busy(11 * MINUTE) }).kind).toBe('block')
  })
})

describe('dials', () => {
  it('are never more than twelve in any minute', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 100 }), (gaps) => {
        let course = NEW_COURSE
        let at = 0
        const dials: number[] = []
        for (const gap of gaps) {
          at += gap
          at += dialPauseMs(course.dials, at)
          course = withDial(course, at)
          dials.push(at)
        }
        for (const each of dials) {
          const within = dials.filter((other) => other >= each && other < each + MINUTE)
          expect(within.length).toBeLessThanOrEqual(12)
        }
      }),
      { seed: 4_1, numRuns: 200 },
    )
  })

  it('leave out a handle that is older than two hours', () => {
    expect(withDial(COURSE, 120 * MINUTE).handle).not.toBeNull()
    expect(withDial(COURSE, 120 * MINUTE + 1).handle).toBeNull()
  })
})
