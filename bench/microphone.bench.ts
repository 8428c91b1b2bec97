import type { Page } from '@playwright/test'
import { setTimeout as delay } from 'node:timers/promises'
import { MICROPHONE } from '../preload/contract/media-format'
import { scripted } from '../simulator/scenario'
import { button, expect, goLive, microphoneOn, test } from '../tests/e2e/app'
import { openApp } from './electron'
import { record } from './figures'
import { listenToLanes, takePassed } from './lanes'
import { percentile } from './statistics'

const PHASE_MS = 32_000
const SETTLE_MS = 2_000
const PEER_PHASE_MS = 10_000
const BUSY_MS = 300
const GOAL_MS = { median: 22, p99: 30 }
const WORSE_WHEN_BUSY_MS = 15

/** Keeps the page's thread busy for 300 ms of each second, until the page is gone. */
const blockThread = (window: Page): Promise<void> =>
  window.evaluate((busyMs) => {
    setInterval(() => {
      const end = performance.now() + busyMs
      while (performance.now() < end);
    }, 1_000)
  }, BUSY_MS)

test('microphone → socket', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted([null]) })
  const sightline = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
  const { window } = sightline
  await listenToLanes(sightline)
  await goLive(window)
  await microphoneOn(window)
  const connection = simulator.connections[0]
  if (!connection) throw new Error('There is no connection.')
  const arrivals = (): number[] =>
    connection.received.filter(({ kind }) => kind === 'audio').map(({ at }) => at)
  const phase = async (): Promise<readonly [number, number]> => {
    await delay(SETTLE_MS)
    const from = arrivals().length
    await delay(PHASE_MS)
    return [from, arrivals().length]
  }

  const calm = await phase()
  await blockThread(window)
  const busy = await phase()
  await button(window, 'End conversation').click()
  await connection.closed
  const captured = (await takePassed(sightline)).filter(({ type }) => type === 'chunk')
  const arrived = arrivals()
  // One chunk more or less, and the order would match each with another's time. What was captured
  // after the end of the conversation arrives nowhere.
  expect(captured.length - arrived.length).toBeGreaterThanOrEqual(0)
  expect(captured.length - arrived.length).toBeLessThanOrEqual(5)
  const waits = arrived.map((at, index) => MICROPHONE.chunkMs + at - (captured[index]?.at ?? NaN))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(MICROPHONE.chunkMs - 1)
  const gaps = arrived.map((at, index) => at - (arrived[index - 1] ?? at))

  const calmP99 = percentile(waits.slice(...calm), 99)
  await record({
    name: 'microphone: longest wait of a sample before the socket',
    unit: 'ms',
    samples: waits.slice(...calm),
    goal: GOAL_MS,
    note: 'one chunk of 20 ms + from its last sample in the worker to its arrival, ±1 ms',
  })
  await record({
    name: 'microphone: the same, UI thread blocked 300 ms each second',
    unit: 'ms',
    samples: waits.slice(...busy),
    goal: { p99: calmP99 + WORSE_WHEN_BUSY_MS },
    note: `p99 is ${percentile(waits.slice(...busy), 99) - calmP99} ms above the one before`,
  })
  await record({
    name: 'microphone: between two arrivals at the server, UI thread blocked',
    unit: 'ms',
    samples: gaps.slice(...busy),
  })
})

const DESIGNS = {
  worklet: 'worklet of 2,048 samples → UI thread, base64 there → send',
  'script-processor': 'ScriptProcessor of 4,096 → 100 ms → an awaited invoke each',
} as const

/** Designs that many assistants have, in the same run, on the same microphone. */
for (const [design, title] of Object.entries(DESIGNS)) {
  test(`a peer's design: ${title}`, async () => {
    const peer = await openApp('peer-microphone.mjs', { BENCH_DESIGN: design })
    const window = await peer.firstWindow()
    const phase = async (): Promise<number[]> => {
      await delay(SETTLE_MS)
      await peer.evaluate(() => takeTimes())
      await delay(PEER_PHASE_MS)
      return peer.evaluate(() => takeTimes())
    }
    const calm = await phase()
    await blockThread(window)
    const busy = await phase()
    await peer.close()
    expect(calm.length).toBeGreaterThan(50)
    const note = 'to main only: the socket after it is left out in its favour'
    await record({ name: `${title}, for comparison`, unit: 'ms', samples: calm, note })
    await record({ name: `${title}, UI thread blocked`, unit: 'ms', samples: busy })
  })
}

/** What `apps/peer-microphone.mjs` puts into its world. */
declare function takeTimes(): number[]
