/** Servers and networks that end one connection after another: no storm, and a stated end. */
import { networkInterfaces } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import type { Clock } from '@main/live/clock'
import { CLOSES } from '../../simulator/close-reasons'
import { scripted } from '../../simulator/scenario'
import { bench, eventually, goLive } from '../protocol/harness'
import { watchDials } from './dials'
import { QuickClock } from './quick-clock'
import { QUICK } from './quick-reply'
import { heardNumbers, losses, speakNumbers, stage } from './stage'

/** Hands-free, so that nothing is answered to the numbers. */
const SILENT = scripted([null])
const MINUTE_MS = 60_000
/** For what takes a loaded computer its time, ms. */
const LONG = { timeout: 30_000, interval: 10 }

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Until so many ms have passed on this clock. */
const passed = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.schedule(resolve, ms)
  })

/** The most that came within a minute; times in ms. */
const mostInAMinute = (times: readonly number[]): number =>
  Math.max(...times.map((at) => times.filter((t) => t >= at && t < at + MINUTE_MS).length))

describe('a server that fails over and over', () => {
  it('row 16: 1011 ten times: dialed once for each, then it goes on where it was', async () => {
    const failing = Array.from({ length: 10 }, (_, at) => at + 2)
    const b = await bench({
      clock: new QuickClock(60),
      scenario: scripted([{ ...QUICK, text: 'Yes.' }], {
        onSetup: (dial) => (failing.includes(dial) ? CLOSES.internal : 'complete'),
      }),
    })
    await goLive(b)
    b.engine.conversation.sendText('My colour is blue')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    b.simulator.connections[0]?.close(1011, CLOSES.internal.reason)
    await b.until(({ session }) => session.kind === 'reconnecting')
    await b.until(({ session }) => session.kind === 'live')
    expect(b.simulator.connections).toHaveLength(12)
    const told = await b.simulator.connections
      .at(-1)
      ?.waitFor(({ kind }) => kind === 'clientContent')
    expect(JSON.stringify(told?.content)).toContain('My colour is blue')
    b.engine.conversation.sendText('Are you there?')
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Yes.'))
  })

  it.each([
    ['', undefined],
    [', also where the back-off never waits', () => 0],
  ])(
    'row 16: 1011 for ever: no storm, and after ten minutes it stops and says so%s',
    async (_title, random) => {
      const clock = new QuickClock(1_000)
      const b = await bench({
        clock,
        ...(random && { random }),
        scenario: scripted([], { onSetup: (dial) => (dial > 1 ? CLOSES.internal : 'complete') }),
      })
      const dials = watchDials(b, clock)
      await goLive(b)
      b.simulator.connections[0]?.close(1011, CLOSES.internal.reason)
      await vi.waitUntil(() => b.engine.state.current.session.kind === 'paused', LONG)
      expect(b.engine.state.current.session).toMatchObject({ why: 'gave-up' })
      expect(dials.length).toBeGreaterThan(20)
      expect(mostInAMinute(dials.slice(1))).toBeLessThanOrEqual(12)
      await passed(clock, 2 * MINUTE_MS)
      expect(b.simulator.connections).toHaveLength(dials.length)
    },
    40_000,
  )
})

describe('a line that flaps', () => {
  /** Longer than the 10 s after which a connection is steady would forget the failures. */
  const UP_MS = 3_000
  /** Of one core, as the system counts it. */
  const MOST_CPU = 0.2

  it('row 21: every 3 s: dials grow rare, and this process has next to nothing to do', async () => {
    const clock = new QuickClock(40)
    const s = await stage({ scenario: SILENT, clock })
    const dials = watchDials(s, clock)
    await goLive(s)
    const cpu = process.cpuUsage()
    const from = performance.now()
    s.engine.state.subscribe(({ session }) => {
      if (session?.kind === 'live') clock.schedule(() => s.proxy.cut('reset'), UP_MS)
    })
    s.proxy.cut('reset')
    await passed(clock, 2 * MINUTE_MS)
    const busyMs = (({ user, system }) => (user + system) / 1_000)(process.cpuUsage(cpu))
    const share = busyMs / (performance.now() - from)
    await s.engine.endConversation()
    process.stdout.write(`flapping: ${JSON.stringify({ dials: dials.length, share })}\n`)
    expect(dials.length).toBeGreaterThan(5)
    expect(mostInAMinute(dials.slice(1))).toBeLessThanOrEqual(12)
    expect(share).toBeLessThan(MOST_CPU)
  }, 25_000)
})

describe('a notice that cannot be meant', () => {
  it.each(['1e9s', '99999s'])(
    'row 11: of %s: left within 5 s, and not while somebody speaks',
    async (timeLeft) => {
      const clock = new QuickClock(4)
      const s = await stage({ scenario: SILENT, clock })
      const dials = watchDials(s, clock)
      await goLive(s)
      s.microphone.hear('speech')
      const speech = speakNumbers(s)
      await eventually(() => expect(speech.spoken).toBeGreaterThan(25))
      await s.until(({ talk }) => talk.speechHeard)
      const next = s.simulator.nextConnection()
      const from = clock.now()
      s.simulator.connections[0]?.send({ goAway: { timeLeft } })
      const second = await next
      const leftAfterMs = (dials[1] ?? Infinity) - from
      expect(leftAfterMs).toBeGreaterThan(2_000)
      expect(leftAfterMs).toBeLessThan(5_000)
      expect(second.setup?.sessionResumption?.handle).toBeTruthy()
      await eventually(() => expect(second.audio.byteLength).toBeGreaterThan(0))
      speech.stop()
      await eventually(() =>
        expect(heardNumbers(s.simulator.connections).at(-1)).toBe(speech.spoken - 1),
      )
      const lost = losses(heardNumbers(s.simulator.connections))
      expect(lost).toEqual({ lostMs: 0, doubled: 0, outOfOrder: 0 })
    },
  )

  it('row 11: none at all: it is left by itself at nine minutes of the ten that it may live', async () => {
    const clock = new QuickClock(400)
    const b = await bench({ scenario: scripted([{ ...QUICK, text: 'Yes.' }]), clock })
    const dials = watchDials(b, clock)
    await goLive(b)
    clock.hold()
    b.engine.conversation.sendText('Hello')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    const next = b.simulator.nextConnection()
    clock.release()
    await next
    const [first = 0, second = 0] = dials
    expect((second - first) / MINUTE_MS).toBeGreaterThan(8.9)
    expect((second - first) / MINUTE_MS).toBeLessThan(9.8)
    expect(b.simulator.connections[1]?.setup?.sessionResumption?.handle).toBeTruthy()
  })
})

describe('a network that changes', () => {
  it('row 26: during a dial: the old socket is gone, and there is one new dial', async () => {
    const s = await stage({ scenario: SILENT })
    s.proxy.blackHole()
    s.engine.startConversation()
    await eventually(() => expect(s.proxy.open).toBe(1))
    await s.proxy.heal()
    // As the shell tells it, and as one that looks at the addresses does.
    s.engine.conversation.hurry()
    await s.until(({ session }) => session.kind === 'live')
    expect(s.proxy.accepted).toBe(2)
    await eventually(() => expect(s.proxy.open).toBe(1))
    expect(s.simulator.connections).toHaveLength(1)
    expect(s.states).toEqual(['connecting', 'live'])
  })

  it('row 26: while it waits for setup: the server is left, and there is one new dial', async () => {
    const s = await stage({
      scenario: scripted([null], { onSetup: (dial) => (dial === 1 ? 'silent' : 'complete') }),
    })
    s.engine.startConversation()
    await eventually(() => expect(s.simulator.connections[0]?.setup).toBeTruthy())
    s.engine.conversation.hurry()
    await s.until(({ session }) => session.kind === 'live')
    await eventually(() => expect(s.simulator.connections[0]?.state).toBe('closed'))
    expect(s.proxy.accepted).toBe(2)
    expect(s.proxy.open).toBe(1)
  })

  it('row 26: a live connection whose own address is gone is left at once', async () => {
    const s = await stage({ scenario: SILENT })
    await goLive(s)
    const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
    const addresses = all.map(({ address }) => address)
    s.engine.conversation.noteAddresses(new Set(addresses))
    await delay(300)
    expect(s.proxy.accepted).toBe(1)
    const next = s.simulator.nextConnection()
    const from = performance.now()
    s.engine.conversation.noteAddresses(
      new Set(addresses.filter((address) => address !== '127.0.0.1')),
    )
    expect((await next).setup?.sessionResumption?.handle).toBeTruthy()
    expect(performance.now() - from).toBeLessThan(2_000)
    await eventually(() => expect(s.proxy.open).toBe(1))
    expect(s.proxy.accepted).toBe(2)
  })
})
