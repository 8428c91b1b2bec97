import type { Page } from '@playwright/test'
import { setTimeout as delay } from 'node:timers/promises'
import { scripted } from '../simulator/scenario'
import { button, expect, goLive, microphoneOn, share, status, test } from '../tests/e2e/app'
import { openApp } from './electron'
import { record } from './figures'
import { coverScreen } from './pictures'
import { cpuPercents, memoryMb } from './processes'

const STARTS = 24
const SETTLE_MS = 5_000
/** Until a conversation is as it is for hours: the speakers rest 10 s after its start, ms. */
const STEADY_MS = 15_000
const SECONDS = 30
const GOAL_LIVE_MS = { median: 60, p95: 60 }
const GOAL_CPU = { live: { worst: 12 }, idle: { worst: 4 } }
const GOAL_MB = { worst: 420 }

/** Presses the button and waits until the window says that it is live: both in the page. */
const startMs = (window: Page): Promise<number> =>
  window.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')]
    const start = buttons.find(({ textContent }) => textContent.includes('Start conversation'))
    return new Promise<number>((resolve) => {
      const from = performance.now()
      const isLive = (): boolean =>
        document.querySelector('[role=status]')?.textContent.startsWith('Live') === true
      const observer = new MutationObserver(() => {
        if (!isLive()) return
        observer.disconnect()
        resolve(performance.now() - from)
      })
      observer.observe(document, { subtree: true, childList: true, characterData: true })
      start?.click()
    })
  })

test('start → live', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted([null], { setupDelayMs: 0 }) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
  const times: number[] = []
  for (let start = 0; start <= STARTS; start += 1) {
    await expect(button(window, 'Start conversation')).toBeEnabled()
    times.push(await startMs(window))
    await microphoneOn(window)
    await button(window, 'End conversation').click()
    await expect(status(window)).toHaveText(/^Ended/)
  }
  const [first, ...others] = times
  await record({
    name: 'button pressed → the window says “Live”, on loopback',
    unit: 'ms',
    samples: others,
    goal: GOAL_LIVE_MS,
    note: `the first after the launch, not counted, took ${Math.round(first ?? NaN)} ms`,
  })
})

test('processor and memory', async ({ launch, simulate }, info) => {
  test.slow()
  const simulator = await simulate({ scenario: scripted([null]) })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
  const root = app.process().pid ?? NaN
  const screen = { width: 1920, height: 1080 }
  const pictures = await coverScreen(screen, 1, info.outputPath(''))
  await delay(SETTLE_MS)
  const idle = await cpuPercents(root, SECONDS)
  const idleMb = memoryMb(root)
  await goLive(window)
  await share(window, /^Screen: /)
  await delay(STEADY_MS)
  const framesBefore = simulator.connections[0]?.frames.length ?? 0
  const live = await cpuPercents(root, SECONDS)
  const frames = (simulator.connections[0]?.frames.length ?? 0) - framesBefore
  const liveMb = memoryMb(root)
  await button(window, 'Stop sharing').click()
  await delay(SETTLE_MS)
  const unshared = await cpuPercents(root, SECONDS / 2)
  await pictures.close()

  const blank = await openApp('blank.mjs')
  await blank.firstWindow()
  await delay(SETTLE_MS)
  const blankMb = memoryMb(blank.process().pid ?? NaN)
  await blank.close()

  const cpu = 'processor, % of one core, all processes'
  await record({
    name: `${cpu}: live, hands-free, a still 1080p screen shared`,
    unit: '%',
    samples: [mean(live)],
    goal: GOAL_CPU.live,
    note: `mean of ${SECONDS} s; ${frames} frames were sent in them`,
  })
  await record({
    name: `${cpu}: live, hands-free, nothing shared`,
    unit: '%',
    samples: [mean(unshared)],
  })
  await record({
    name: `${cpu}: no session`,
    unit: '%',
    samples: [mean(idle)],
    goal: GOAL_CPU.idle,
    note: `mean of ${SECONDS} s`,
  })
  await record({
    name: 'memory, all processes: live and sharing',
    unit: 'MB',
    samples: [liveMb],
    goal: GOAL_MB,
    note: 'PSS of /proc/PID/smaps_rollup, summed up',
  })
  await record({ name: 'memory, all processes: no session', unit: 'MB', samples: [idleMb] })
  await record({ name: 'memory, all processes: a blank window', unit: 'MB', samples: [blankMb] })
})

const mean = (samples: readonly number[]): number =>
  samples.reduce((sum, one) => sum + one, 0) / samples.length
