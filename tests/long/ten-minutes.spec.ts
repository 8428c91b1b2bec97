/**
 * Ten minutes of listening, and two more in which the page's thread is blocked for 300 ms of each
 * second: what arrives. Ten minutes beside a still screen: what is sent, and what it costs.
 */
import { cpus } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { openApp } from '../../bench/electron'
import { memoryMb } from '../../bench/processes'
import { percentile } from '../../bench/statistics'
import { expect, goLive, share, test } from '../e2e/app'
import type { Sightline } from '../e2e/launch'
import { showPicture } from '../e2e/screen'
import { TOKEN_MS } from '../e2e/tone-code'
import { blockPage, listenToTones } from '../e2e/tones'

const MINUTES = { calm: 10, blocked: 2 }
const CALM_MS = MINUTES.calm * 60_000
const BLOCKED_MS = MINUTES.blocked * 60_000
const BLANK_MS = 30_000
const SAMPLE_EVERY_MS = 10_000
/** A still screen may send so many pictures in so long, ms. */
const STILL = { frames: 12, forMs: 5 * 60_000 }
/** What the opening of the microphone and the way to the server take, ms. */
const LATE_MS = 1_500

interface Cost {
  /** % of one core, all processes together, as Electron's `app.getAppMetrics()` counts it. */
  readonly cpu: readonly number[]
  /** PSS in MB, all processes together. */
  readonly memory: readonly number[]
}

test(`${MINUTES.calm} minutes: every sound arrives once`, async ({ launch, simulate }, info) => {
  const wholeMs = CALM_MS + BLOCKED_MS
  const tones = await listenToTones({ launch, simulate }, wholeMs, info.outputPath('t.wav'))
  const beganAt = Date.now()
  await delay(CALM_MS)
  await blockPage(tones.window)
  await delay(BLOCKED_MS)
  const report = tones.read()
  const elapsedMs = Date.now() - beganAt
  info.annotations.push({
    type: 'measured',
    description: `${report.tokens} tones of 100 ms in ${elapsedMs} ms, lost ${report.lost}, doubled ${report.doubled}`,
  })
  expect(report).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
  // The code begins anew every 4 s: so much lost at once shows here alone.
  expect(report.tokens * TOKEN_MS).toBeGreaterThan(elapsedMs - LATE_MS)
})

// Not with the tones: where Chromium's microphone is fake, so is the screen that it captures, and moves.
test(`${MINUTES.calm} minutes: a still screen is not sent again`, async ({
  launchConnected,
}, info) => {
  const still = { title: 'A still page', content: 'pattern:checkerboard' }
  const page = await showPicture({ ...still, width: 1920, height: 1080, left: 0, top: 0 })
  const blank = await openApp('blank.mjs')
  await blank.firstWindow()
  const blankCost = await costOf(blank, BLANK_MS)
  await blank.close()
  const { app, window, simulator } = await launchConnected()
  await goLive(window)
  await share(window, /^Screen: /)
  // The window is drawn, a notice comes: those are changes.
  await delay(SAMPLE_EVERY_MS)
  // A connection is left after some nine minutes.
  const frames = () => simulator.connections.flatMap((connection) => connection.frames)
  const before = frames().length
  const watchedFrom = Date.now()
  const cost = await costOf(app, CALM_MS)
  const sent = frames().slice(before)
  await page.close()

  const first = sent.filter(({ at }) => at < watchedFrom + STILL.forMs).length
  info.annotations.push({
    type: 'measured',
    description:
      `${first} pictures in the first 5 minutes, ${sent.length} in ${MINUTES.calm}; ` +
      `processor ${summary(cost.cpu)} %, memory ${summary(cost.memory)} MB; ` +
      `a blank window: processor ${summary(blankCost.cpu)} %, memory ${summary(blankCost.memory)} MB`,
  })
  // Fewer than the heartbeat's would mean that nothing was shared.
  expect(first).toBeGreaterThan(STILL.frames / 2)
  expect(first).toBeLessThanOrEqual(STILL.frames)
})

/** Looks at an app from time to time for so long. */
async function costOf(app: Sightline['app'], forMs: number): Promise<Cost> {
  const cpu: number[] = []
  const memory: number[] = []
  // Each call tells of the time since the one before.
  await cpuPercent(app)
  for (let passed = 0; passed < forMs; passed += SAMPLE_EVERY_MS) {
    await delay(SAMPLE_EVERY_MS)
    cpu.push(await cpuPercent(app))
    memory.push(memoryMb(app.process().pid ?? 0))
  }
  return { cpu, memory }
}

/** Electron counts in shares of the whole machine; this is in % of one core. */
const cpuPercent = async (app: Sightline['app']): Promise<number> => {
  const ofMachine = await app.evaluate((electron) =>
    electron.app.getAppMetrics().reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0),
  )
  return ofMachine * cpus().length
}

const summary = (values: readonly number[]): string =>
  `${percentile(values, 50).toFixed(1)} (median; worst ${percentile(values, 100).toFixed(1)})`
