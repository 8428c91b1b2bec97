import type { ElectronApplication, Page } from '@playwright/test'
import { setTimeout as delay } from 'node:timers/promises'
import { FRAME_INTERVAL_MS } from '../main/vision/frame-pipeline'
import { scripted } from '../simulator/scenario'
import { expect, goLive, share, test } from '../tests/e2e/app'
import type { Sightline } from '../tests/e2e/launch'
import { DISPLAYS, FULL_HD, nameOf, onDisplay } from './displays'
import { openApp } from './electron'
import { record } from './figures'
import { listenToLanes, takePassed, type Passed } from './lanes'
import { coverScreen, type Pictures, type Size } from './pictures'

const FRAMES = 42
const PEER_FRAMES = 20
const SETTLE_MS = 3_000
const PAUSE_MS = 1_250
/** Frames that come to main so close to their turn are left out: they may have missed it. */
const UNSURE_MS = 10
const GOAL_DELAY_MS = { p99: 10 }
const LONG_TASK_GOAL = { worst: 50 }

for (const size of DISPLAYS) {
  test(`frames at ${nameOf(size)}`, async ({ launch, simulate }, info) => {
    test.slow()
    await onDisplay(size, async () => {
      const simulator = await simulate({ scenario: scripted([null]) })
      const sightline = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
      await measure(sightline, size, info.outputPath(''), () =>
        arrivalsOf(simulator.connections[0]?.frames),
      )
      await sightline.close()
    })
  })

  test(`a peer’s frames at ${nameOf(size)}: canvas.toDataURL on the UI thread`, async ({}, info) => {
    test.slow()
    await onDisplay(size, () => measurePeer(size, info.outputPath('')))
  })
}

async function measurePeer(size: Size, folder: string): Promise<void> {
  const peer = await openApp('peer-frames.mjs')
  await peer.firstWindow()
  const pictures = await coverScreen(size, 2, folder)
  await delay(SETTLE_MS)
  await peer.evaluate(() => [takeTimes(), takeLongTasks()])
  for (let shown = 0; shown < PEER_FRAMES; shown += 1) {
    await pictures.next()
    await delay(PAUSE_MS)
  }
  const times = await peer.evaluate(() => takeTimes())
  const tasks = await peer.evaluate(() => takeLongTasks())
  await pictures.close()
  await peer.close()
  const title = `canvas.toDataURL on the UI thread, ${nameOf(size)}`
  const note = 'from the drawing to main: the wait for the timer and the socket are left out'
  await record({ name: `${title}, for comparison`, unit: 'ms', samples: times, note })
  await record({
    name: `${title}: tasks of the UI thread over 50 ms`,
    unit: 'ms',
    samples: [0, ...tasks],
    note: `${tasks.length} long tasks in ${times.length} frames`,
  })
}

/** What `apps/peer-frames.mjs` puts into its world. */
declare function takeTimes(): number[]
declare function takeLongTasks(): number[]

const arrivalsOf = (frames: readonly { readonly at: number }[] = []): number[] =>
  frames.map(({ at }) => at)

async function measure(
  sightline: Sightline,
  size: Size,
  folder: string,
  arrivals: () => number[],
): Promise<void> {
  const { app, window } = sightline
  await listenToLanes(sightline)
  await goLive(window)
  await share(window, /^Screen: /)
  // The app's own window is behind them: as when somebody works in another program.
  const pictures = await coverScreen(size, 2, folder)
  await delay(SETTLE_MS)
  await takePassed(sightline)
  const before = arrivals().length
  const longTasks = await watchLongTasks(window)
  const eventLoop = await watchEventLoop(app)
  await showInTurn(pictures)
  const delayP99 = await eventLoop()
  const tasks = await longTasks()
  await pictures.close()

  const name = nameOf(size)
  const passed = (await takePassed(sightline)).filter(({ type }) => type === 'frame')
  const sent = matched(passed, arrivals().slice(before))
  expect(sent.length).toBeGreaterThan(FRAMES / 2)
  await record({
    name: `frame ${name}: captured → on the socket`,
    unit: 'ms',
    samples: sent.map(({ frame, mainMs }) => frame.mainAt - frame.at + mainMs),
    goal: { p95: size === FULL_HD ? 120 : 300 },
    note: 'the work alone: a frame waits for its turn too, as the service takes one a second',
  })
  await record({
    name: `frame ${name}: of it, in the page’s worker and on the way to main`,
    unit: 'ms',
    samples: sent.map(({ frame }) => frame.mainAt - frame.at),
  })
  await record({
    name: `longest task of the UI thread meanwhile, ${name}`,
    unit: 'ms',
    samples: [Math.max(...tasks)],
    goal: LONG_TASK_GOAL,
    note: `0 is none over 50 ms; there were ${tasks.length - 1} in ${FRAMES} frames`,
  })
  await record({
    name: `delay of main’s event loop, p99, ${name}`,
    unit: 'ms',
    samples: [delayP99],
    goal: GOAL_DELAY_MS,
    note: 'by monitorEventLoopDelay, which includes its own resolution of 1 ms',
  })
}

async function showInTurn(pictures: Pictures): Promise<void> {
  for (let shown = 0; shown < FRAMES; shown += 1) {
    await pictures.next()
    await delay(PAUSE_MS)
  }
}

interface Sent {
  readonly frame: Passed
  /** From its coming to main to its arrival at the server, without the wait for its turn. */
  readonly mainMs: number
}

/**
 * Which frame arrived when. Only changed pictures come; when main may send again it takes the newest
 * that has come since it sent the last, or else the next to come.
 */
function matched(frames: readonly Passed[], arrivals: readonly number[]): Sent[] {
  return arrivals.slice(1).flatMap((arrivedAt, index) => {
    const sentBefore = arrivals[index] ?? NaN
    const turnAt = sentBefore + FRAME_INTERVAL_MS
    // A frame that comes at the very moment might be the one or not.
    if (frames.some(({ mainAt }) => Math.abs(mainAt - turnAt) <= UNSURE_MS)) return []
    const since = frames.filter(({ mainAt }) => mainAt > sentBefore && mainAt < arrivedAt)
    const frame = since.filter(({ mainAt }) => mainAt < turnAt).at(-1) ?? since[0]
    return frame ? [{ frame, mainMs: arrivedAt - Math.max(turnAt, frame.mainAt) }] : []
  })
}

/**
 * Watches for tasks of the page's thread that the browser calls long, over 50 ms; the function
 * tells how long each was, and 0.
 */
async function watchLongTasks(window: Page): Promise<() => Promise<number[]>> {
  const watched = await window.evaluateHandle(() => {
    const durations = [0]
    new PerformanceObserver((list) => {
      durations.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: 'longtask' })
    return durations
  })
  return () => watched.evaluate((durations) => durations)
}

async function watchEventLoop(app: ElectronApplication): Promise<() => Promise<number>> {
  const histogram = await app.evaluateHandle(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const monitor = monitorEventLoopDelay({ resolution: 1 })
    monitor.enable()
    return monitor
  })
  return () => histogram.evaluate((monitor) => monitor.percentile(99) / 1e6)
}
