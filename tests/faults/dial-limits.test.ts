/** Dials that nobody answers: they end by the clock. A file of its own, as they take their time. */
import { describe, expect, it } from 'vitest'
import { scripted } from '../../simulator/scenario'
import { eventually, type Bench } from '../protocol/harness'
import { stage } from './stage'

const failureOf = ({ engine }: Bench): unknown => {
  const { session } = engine.state.current
  return session.kind === 'failed' ? session.error : null
}

describe('a dial', () => {
  it('row 2: a black hole ends the dial at 8 s, and leaves no socket', async () => {
    const s = await stage()
    s.proxy.blackHole()
    const from = performance.now()
    s.engine.startConversation()
    await expect
      .poll(() => failureOf(s), { timeout: 12_000, interval: 50 })
      .toMatchObject({ reason: 'server-timeout' })
    const seconds = (performance.now() - from) / 1_000
    expect(seconds).toBeGreaterThan(7.5)
    expect(seconds).toBeLessThan(9.5)
    await eventually(() => expect(s.proxy.open).toBe(0))
    expect(s.proxy.accepted).toBe(1)
  })

  it('row 7: a setup that never completes ends in time, and leaves no socket', async () => {
    const s = await stage({ scenario: scripted([], { onSetup: () => 'silent' }) })
    const from = performance.now()
    s.engine.startConversation()
    await expect
      .poll(() => failureOf(s), { timeout: 18_000, interval: 50 })
      .toMatchObject({ reason: 'server-timeout' })
    expect((performance.now() - from) / 1_000).toBeLessThan(16.5)
    await eventually(() => expect(s.proxy.open).toBe(0))
    expect(s.proxy.accepted).toBe(1)
  }, 25_000)
})
