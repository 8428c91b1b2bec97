import { describe, expect, it, vi } from 'vitest'
import { FakeClock } from './live/testing'
import { Surroundings, systemFacts } from './surroundings'

function setUp() {
  const clock = new FakeClock()
  const system = { sleptMs: 0, addresses: new Set(['127.0.0.1', '10.0.0.2']) }
  const onSlept = vi.fn()
  const onAddresses = vi.fn()
  const surroundings = new Surroundings({
    clock,
    facts: { uptimeMs: () => clock.now() + system.sleptMs, addresses: () => system.addresses },
    onSlept,
    onAddresses,
  })
  return { clock, system, onSlept, onAddresses, surroundings }
}

describe('the surroundings', () => {
  it('tell of a sleep, once, and of no shorter halt', () => {
    const { clock, system, onSlept, surroundings } = setUp()
    surroundings.watch(true)
    clock.advance(60_000)
    system.sleptMs += 4_000
    clock.advance(60_000)
    expect(onSlept).not.toHaveBeenCalled()
    system.sleptMs += 3_600_000
    clock.advance(60_000)
    expect(onSlept).toHaveBeenCalledOnce()
  })

  it('tell of addresses that come and go, and of nothing else', () => {
    const { clock, system, onAddresses, surroundings } = setUp()
    surroundings.watch(true)
    system.addresses = new Set(['10.0.0.2', '127.0.0.1'])
    clock.advance(10_000)
    expect(onAddresses).not.toHaveBeenCalled()
    system.addresses = new Set(['127.0.0.1', '192.168.1.7'])
    clock.advance(10_000)
    // First the new one is there, then the old one has gone for good.
    expect(onAddresses.mock.calls).toEqual([
      [new Set(['127.0.0.1', '192.168.1.7', '10.0.0.2'])],
      [system.addresses],
    ])
  })

  it('do not take one look without an address, or without an answer, for its end', () => {
    const { clock, system, onAddresses, surroundings } = setUp()
    const { addresses } = system
    surroundings.watch(true)
    system.addresses = new Set(['127.0.0.1'])
    clock.advance(1_000)
    system.addresses = addresses
    clock.advance(10_000)
    Object.assign(system, { addresses: null })
    clock.advance(10_000)
    expect(onAddresses).not.toHaveBeenCalled()
    system.addresses = new Set(['127.0.0.1'])
    clock.advance(10_000)
    expect(onAddresses.mock.calls).toEqual([[system.addresses]])
  })

  it('are looked at only while they matter', () => {
    const { clock, system, onSlept, onAddresses, surroundings } = setUp()
    surroundings.watch(true)
    surroundings.watch(true)
    expect(clock.waiting).toBe(1)
    surroundings.watch(false)
    expect(clock.waiting).toBe(0)
    // What happened while nobody looked is no news.
    system.sleptMs += 3_600_000
    system.addresses = new Set()
    surroundings.watch(true)
    clock.advance(10_000)
    expect(onSlept).not.toHaveBeenCalled()
    expect(onAddresses).not.toHaveBeenCalled()
  })
})

it('the system tells how long it is up, and its addresses', async () => {
  const before = systemFacts.uptimeMs()
  await vi.waitFor(() => expect(systemFacts.uptimeMs()).toBeGreaterThan(before), { timeout: 3_000 })
  expect(systemFacts.addresses()).toContain('127.0.0.1')
})
