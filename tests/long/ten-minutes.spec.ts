/**
 * Ten minutes of quiet listening beside a still screen: what arrives, what is sent, what it costs.
 * In the second half the page's thread is blocked for 300 ms of each second.
 */
import { cpus } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { openApp } from '../../bench/electron'
import { memoryMb } from '../../bench/processes'
import { percentile } from '../../bench/statistics'
import { expect, share, test } from '../e2e/app'
import type { Sightline } from '../e2e/launch'
import { showPicture } from '../e2e/screen'
import { TOKEN_MS } from '../e2e/tone-code'
import { blockPage, listenToTones } from '../e2e/tones'

const MINUTES = 10
const HALF_MS = (MINUTES / 2) * 60_000
const SAMPLE_EVERY_MS = 10_000
/** budgets: a still screen sends at most 12 pictures in five minutes. */
const MOST_FRAMES = 12

interface Cost {
  /** % of one core, all processes together, as Electron's `app.getAppMetrics()` counts it. */
  readonly cpu: readonly number[]
  /** PSS in MB, all processes together. */
  readonly memory: readonly number[]
}

test(`${MINUTES} minutes: every sound arrives once, a still screen is not sent again`, async ({
  launch,
  simulate,
}, info) => {
  const still = { title: 'A still page', content: 'pattern:checkerboard' }
  const page = await showPicture({ ...still, width: 1920, height: 1080, left: 0, top: 0 })
  const blank = await openApp('blank.mjs')
  await blank.firstWindow()
  const tones = await listenToTones(
    { launch, simulate },
    MINUTES * 60_000,
    info.outputPath('t.wav'),
  )
  await share(tones.window, /^Screen: /)
  const blankCost = await costOf(blank, 30_000)
  await blank.close()

  const framesBefore = tones.connection.frames.length
  const cost = await costOf(tones.app, HALF_MS)
  const frames = tones.connection.frames.length - framesBefore
  await blockPage(tones.window)
  await delay(HALF_MS)
  const report = tones.read()
  await page.close()

  info.annotations.push({
    type: 'measured',
    description:
      `${report.tokens} tones of 100 ms, lost ${report.lost}, doubled ${report.doubled}; ` +
      `${frames} pictures in ${MINUTES / 2} minutes; ` +
      `processor ${summary(cost.cpu)} %, memory ${summary(cost.memory)} MB; ` +
      `a blank window: processor ${summary(blankCost.cpu)} %, memory ${summary(blankCost.memory)} MB`,
  })
  expect(report).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
  expect(report.tokens * TOKEN_MS).toBeGreaterThan(MINUTES * 60_000 - 5_000)
  expect(frames).toBeLessThanOrEqual(MOST_FRAMES)
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
