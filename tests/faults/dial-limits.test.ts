/** Dials that nobody answers: they end by the clock. A file of its own, as they take their time. */
import { describe, expect, it } from 'vitest'
import { scripted } from '../../simulator/scenario'
import { eventually } from '../protocol/harness'
import { stage, troubleOf, type Stage } from './stage'

/** Dials, and waits for its end; returns how long it took, in s. Never two at a time. */
async function secondsOfDial(s: Stage): Promise<number> {
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, s.proxy.open)), 20)
  const from = performance.now()
  s.engine.startConversation()
  await expect
    .poll(() => troubleOf(s), { timeout: 20_000, interval: 20 })
    .toMatchObject({ reason: 'server-timeout' })
  const seconds = (performance.now() - from) / 1_000
  await s.engine.endConversation()
  clearInterval(watch)
  expect(most).toBe(1)
  await eventually(() => expect(s.proxy.open).toBe(0))
  return seconds
}

describe('a dial', () => {
  it('row 2: a black hole ends it at 8 s, and leaves no socket', async () => {
    const s = await stage()
    s.proxy.blackHole()
    const seconds = await secondsOfDial(s)
    expect(seconds).toBeGreaterThan(7.5)
    expect(seconds).toBeLessThan(10)
  }, 25_000)

  it('row 7: a setup that never completes ends in time, and leaves no socket', async () => {
    const s = await stage({ scenario: scripted([], { onSetup: () => 'silent' }) })
    expect(await secondsOfDial(s)).toBeLessThan(16.5)
  }, 25_000)
})
