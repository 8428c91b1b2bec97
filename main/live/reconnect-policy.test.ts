import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectionFailure } from './live-errors'
import { planReconnect, type ReconnectFacts } from './reconnect-policy'

const closed = (code: number, reason = ''): ConnectionFailure => ({ kind: 'closed', code, reason })
const network: ConnectionFailure = { kind: 'network', code: 'ENOTFOUND' }
const plan = (facts: Partial<ReconnectFacts>) =>
  planReconnect({
    failures: 1,
    failure: closed(1006),
    hadHandle: true,
    wasLive: false,
    random: 0.5,
    ...facts,
  })

describe('planReconnect', () => {
  it('tries at once, then waits up to twice as long each time, at most 15 s', () => {
    const ceilings = Array.from({ length: 12 }, (_, index) =>
      plan({ failures: index + 1, random: 1 }),
    ).map((each) => each?.delayMs)
    expect(ceilings).toEqual([
      ...[0, 600, 1_200, 2_400, 4_800, 9_600],
      ...[15_000, 15_000, 15_000, 15_000, 15_000, 15_000],
    ])
    expect(plan({ failures: 4, random: 0.25 })?.delayMs).toBe(600)
  })

  it('gives up after twelve failures in a row', () => {
    expect(plan({ failures: 13 })).toBeNull()
    expect(plan({ failures: 13, failure: network })).toBeNull()
  })

  it('suspects the handle after two failures with it', () => {
    const resumes = [1, 2, 3, 4].map((failures) => plan({ failures })?.resume)
    expect(resumes).toEqual([true, true, false, false])
    expect(plan({ hadHandle: false })?.resume).toBe(false)
  })

  it.each<ConnectionFailure>([network, { kind: 'timeout', step: 'open' }])(
    'keeps the handle while there is no network: $kind',
    (failure) => expect(plan({ failures: 9, failure })?.resume).toBe(true),
  )

  it.each<[string, Partial<ReconnectFacts>]>([
    ['a refused handle', { failure: closed(1007, 'Request contains an invalid argument.') }],
    ['one refused after failures of another kind', { failure: closed(1008), failures: 5 }],
    ['a live session that is refused', { failure: closed(1007), wasLive: true }],
  ])('tries one fresh session after %s', (_name, facts) =>
    expect(plan(facts)).toEqual({ delayMs: 0, resume: false }),
  )

  it.each<[string, Partial<ReconnectFacts>]>([
    ['a fresh setup that is refused', { failure: closed(1007), hadHandle: false }],
    ['a live session refused again', { failure: closed(1007), wasLive: true, failures: 2 }],
    ['a key that is refused', { failure: closed(1007, 'API key not valid.') }],
    ['a spent quota', { failure: closed(1011, 'You exceeded your current quota') }],
    ['an upgrade that is refused', { failure: { kind: 'upgrade-refused', status: 404 } }],
    ['a bad certificate', { failure: { kind: 'network', code: 'CERT_HAS_EXPIRED' } }],
    ['a setup that cannot be made', { failure: { kind: 'setup-unusable', detail: '' } }],
  ])('leaves it to the user after %s', (_name, facts) => expect(plan(facts)).toBeNull())

  it('never makes a storm: the tries of any run of failures are few, and come to an end', () => {
    const failure = fc.oneof(
      fc.constantFrom(1000, 1006, 1007, 1008, 1011).map((code) => closed(code)),
      fc.constant(network),
    )
    fc.assert(
      fc.property(
        fc.array(failure, { minLength: 30, maxLength: 30 }),
        fc.boolean(),
        (run, live) => {
          let hadHandle = true
          let tries = 0
          for (const [index, each] of run.entries()) {
            const next = plan({ failures: index + 1, failure: each, hadHandle, wasLive: live })
            if (next === null) break
            hadHandle &&= next.resume
            tries += 1
          }
          expect(tries).toBeLessThanOrEqual(12)
        },
      ),
    )
  })
})
