/** Lines that are narrow, slow or half dead, over real sockets whose buffers are those of a network. */
import { describe, expect, it } from 'vitest'
import { MICROPHONE } from '@contract/media'
import type { Connection } from '../../simulator/simulator'
import { scripted } from '../../simulator/scenario'
import { eventually, goLive } from '../protocol/harness'
import { showAlways } from './moving-picture'
import { QuickClock } from './quick-clock'
import { giveSmallBuffers } from './small-buffers'
import { heardNumbers, losses, speakNumbers, stage } from './stage'

/** Hands-free, so that nothing is answered to the numbers. */
const SILENT = scripted([null])

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** From when each chunk was spoken until it had arrived, in ms, quickest first. */
function latencies(connection: Connection, from: number): number[] {
  const arrived = connection.received.filter(({ kind }) => kind === 'audio')
  return heardNumbers([connection])
    .map((number, at) => (arrived[at]?.at ?? Infinity) - from - number * MICROPHONE.chunkMs)
    .sort((a, b) => a - b)
}

describe('a narrow line', () => {
  /** 16-bit samples in base64, in messages, take about 380 kbit/s; this is a quarter more. */
  const BYTES_PER_SECOND = 60_000
  const SECONDS = 6

  it('row 22: the voice arrives whole and soon; of the pictures what fits beside it', async () => {
    const s = await stage({ scenario: SILENT })
    giveSmallBuffers(s.proxy)
    await goLive(s)
    s.proxy.set({ bytesPerSecond: BYTES_PER_SECOND, latencyMs: 20 }, 'up')
    const { sentAt } = await showAlways(s)
    const from = Date.now()
    const speech = speakNumbers(s)
    await delay(SECONDS * 1_000)
    speech.stop()
    const [connection] = s.simulator.connections
    if (!connection) throw new Error('There is no connection')
    await eventually(() => expect(heardNumbers([connection]).at(-1)).toBe(speech.spoken - 1))
    const lost = losses(heardNumbers([connection]))
    expect(lost).toEqual({ lostMs: 0, doubled: 0, outOfOrder: 0 })
    const sorted = latencies(connection, from)
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1]
    const figures = { bytesPerSecond: BYTES_PER_SECOND, p95, pictures: sentAt.length }
    process.stdout.write(`narrow line: ${JSON.stringify(figures)}\n`)
    expect(p95).toBeLessThan(2_000)
    expect(connection.frames.length).toBeGreaterThan(0)
    // Alone there would be one a second.
    expect(sentAt.length).toBeLessThan(SECONDS * 0.75)
    expect(s.states).toEqual(['connecting', 'live'])
  }, 25_000)
})

describe('a line that is half dead', () => {
  it('row 15: a peer that reads no more: pictures stop, then it is left, and the speech goes on', async () => {
    const speed = 4
    const s = await stage({ scenario: SILENT, clock: new QuickClock(speed) })
    giveSmallBuffers(s.proxy)
    await goLive(s)
    const { sentAt } = await showAlways(s)
    const speech = speakNumbers(s)
    await eventually(() => expect(sentAt.length).toBeGreaterThan(1))
    const stalledAt = performance.now()
    s.proxy.set({ flow: 'stall' }, 'up')
    await s.until(({ session }) => session.kind === 'reconnecting')
    const tookMs = (performance.now() - stalledAt) * speed
    expect(s.engine.state.current.session).toMatchObject({
      error: { reason: 'server-unreachable', detail: 'ETIMEDOUT' },
    })
    // No drain for 5 s, and for as long as what it holds would take at 128 kbit/s.
    expect(tookMs).toBeGreaterThan(5_000)
    expect(tookMs).toBeLessThan(15_000)
    // One may have been on its way to a socket that did not know yet.
    expect(sentAt.filter((at) => at > stalledAt + 500)).toEqual([])
    expect(sentAt.filter((at) => at > stalledAt).length).toBeLessThanOrEqual(1)
    const next = s.simulator.nextConnection()
    await s.proxy.heal()
    const second = await next
    expect(second.setup?.sessionResumption?.handle).toBeTruthy()
    await eventually(() => expect(heardNumbers([second]).length).toBeGreaterThan(50))
    speech.stop()
    expect(losses(heardNumbers([second])).outOfOrder).toBe(0)
  }, 25_000)

  it('row 15: a peer of whom nothing arrives is asked, and left after a minute', async () => {
    const clock = new QuickClock(40)
    const s = await stage({ scenario: SILENT, clock })
    await goLive(s)
    const speech = speakNumbers(s)
    s.proxy.set({ flow: 'swallow' })
    const from = clock.now()
    await s.until(({ session }) => session.kind === 'reconnecting')
    const tookMs = clock.now() - from
    expect(s.engine.state.current.session).toMatchObject({
      error: { reason: 'server-timeout', detail: 'no sign of life' },
    })
    expect(tookMs).toBeGreaterThan(59_000)
    expect(tookMs).toBeLessThan(75_000)
    await s.proxy.heal()
    await s.until(({ session }) => session.kind === 'live')
    speech.stop()
  }, 25_000)

  it('row 23: 800 ms of latency, give or take 400, through a minute of speech: nobody is dead', async () => {
    // To the session the answers come half a minute late, as has been seen; it gives up after 60 s.
    const speed = 15
    const s = await stage({ scenario: SILENT, clock: new QuickClock(speed) })
    await goLive(s)
    s.proxy.set({ latencyMs: 400, jitterMs: 800 })
    const speech = speakNumbers(s)
    await delay(75_000 / speed)
    speech.stop()
    await eventually(() =>
      expect(heardNumbers(s.simulator.connections).at(-1)).toBe(speech.spoken - 1),
    )
    const lost = losses(heardNumbers(s.simulator.connections))
    expect(lost).toEqual({ lostMs: 0, doubled: 0, outOfOrder: 0 })
    expect(s.states).toEqual(['connecting', 'live'])
    expect(s.proxy.accepted).toBe(1)
  }, 25_000)
})
