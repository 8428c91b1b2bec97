/** A wall clock that jumps, and one that is so wrong that no certificate seems valid. */
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { NOT_YET_VALID } from '@main/live/test-certificate'
import { scripted } from '../../simulator/scenario'
import { bench, eventually, goLive } from '../protocol/harness'
import { showAlways } from './moving-picture'
import { QUICK } from './quick-reply'
import { heardNumbers, losses, speakNumbers, troubleOf, watchStates } from './stage'

const DAYS_MS = 10 * 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000

/** Timers that the whole process may set within a second: speech, pictures and their ways. */
const MOST_TIMERS_A_SECOND = 1_000

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Counts the timers that are set until the test ends. */
function countTimers(): () => number {
  const set = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => set.mockRestore())
  return () => set.mock.calls.length
}

describe('a wall clock that jumps', () => {
  it('row 64: ten days and an hour to and fro: voice and pictures go on, no storm of timers', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const b = await bench({ scenario: scripted([null]) })
    const states = watchStates(b)
    await goLive(b)
    const { sentAt } = await showAlways(b)
    const speech = speakNumbers(b)
    const timers = countTimers()
    const trueTime = Date.now()
    const began = performance.now()
    for (const jump of [DAYS_MS, -DAYS_MS, HOUR_MS, 0]) {
      vi.setSystemTime(trueTime + (performance.now() - began) + jump)
      const pictures = sentAt.length
      const before = timers()
      await delay(700)
      expect(timers() - before).toBeLessThan(MOST_TIMERS_A_SECOND)
      await eventually(() => expect(sentAt.length).toBeGreaterThan(pictures))
    }
    speech.stop()
    await eventually(() =>
      expect(heardNumbers(b.simulator.connections).at(-1)).toBe(speech.spoken - 1),
    )
    const lost = losses(heardNumbers(b.simulator.connections))
    expect(lost).toEqual({ lostMs: 0, doubled: 0, outOfOrder: 0 })
    expect(states).toEqual(['connecting', 'live'])
  }, 30_000)

  it('row 64: the next run shows the lines in the order in which they were said', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const b = await bench({ scenario: scripted([{ ...QUICK, text: 'Yes.' }]) })
    await goLive(b)
    const trueTime = Date.now()
    for (const [at, jump] of [0, DAYS_MS, -DAYS_MS].entries()) {
      vi.setSystemTime(trueTime + jump)
      b.engine.conversation.sendText(`Question ${at}`)
      await eventually(() => expect(b.transcript()).toHaveLength(2 * at + 2))
    }
    await b.engine.close()
    const next = await bench({ userData: b.userData })
    expect(next.transcript()).toEqual(
      [0, 1, 2].flatMap((at) => [`user: Question ${at}`, 'assistant: Yes.']),
    )
  })
})

describe('a wall clock that is years behind', () => {
  it('row 64: a certificate that is not valid yet: nothing is sent, and the clock is named, once', async () => {
    let asked = 0
    let dials = 0
    const server = createServer(NOT_YET_VALID, () => (asked += 1))
    server.on('upgrade', (_request, socket: Socket) => {
      asked += 1
      socket.destroy()
    })
    server.on('connection', () => (dials += 1))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const b = await bench({ baseUrl: `https://127.0.0.1:${port}` })
    b.engine.startConversation()
    await b.until(({ session }) => session.kind === 'failed')
    expect(troubleOf(b)).toEqual({ reason: 'certificate-date', detail: 'CERT_NOT_YET_VALID' })
    await delay(400)
    expect({ dials, asked }).toEqual({ dials: 1, asked: 0 })
  })
})
