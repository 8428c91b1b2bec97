/**
 * A conversation of many minutes in the real app: questions, a shared screen, GoAways, cuts, answers
 * that are interrupted, push-to-talk, shares that end and begin, reloads. Nothing may be lost, grow or
 * stay behind.
 */
import type { SightlineApi } from '@contract/ipc'
import type { CDPSession, ElectronApplication, Page } from '@playwright/test'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { scripted } from '../../simulator/scenario'
import type { Simulator } from '../../simulator/simulator'
import { button, chooseSetting, expect, goLive, lines, say, share, status, test } from '../e2e/app'
import { paintDesktop } from '../e2e/screen'
import { MOST_GROWTH_MB, settledSlope, type Sample } from '../soak/slope'
import { REAL_MINUTES, reportSoak } from '../soak/soak-plan'

/** Every so many turns. */
const EVERY = { rotation: 10, cut: 14, bargeIn: 6, pushToTalk: 12, share: 16, reload: 20 } as const
const SAMPLE_EVERY_TURNS = 5
/** Slopes of a shorter run tell of the warming up alone. */
const TELLING_MINUTES = 30
/** Sockets, pipes and files that the main process may have more at the end: Chromium opens some late. */
const SPARE_HANDLES = 8
const MEBIBYTE = 1024 * 1024

const counts = {
  turns: 0,
  rotations: 0,
  cuts: 0,
  bargeIns: 0,
  pushesToTalk: 0,
  shares: 0,
  reloads: 0,
}

test('a long conversation loses no line, grows by nothing and leaves nothing behind', async ({
  launch,
  simulate,
}, info) => {
  test.setTimeout((REAL_MINUTES + 10) * 60_000)
  const simulator = await simulate({
    scenario: scripted([
      { text: 'This is my answer to you.', sound: { hertz: 400, seconds: 1 }, delayMs: 50 },
    ]),
  })
  const { app, window } = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  // Whatever is made once is there.
  await goLive(window)
  await say(window, 'Hello')
  await expect(lines(window)).toHaveCount(2)
  await pushToTalk(window)
  await window.reload()
  await share(window, /^Screen: /)
  await button(window, 'Stop sharing').click()
  await button(window, 'End conversation').click()
  const pid = app.process().pid ?? 0
  const handles = await handlesOf(pid)

  counts.pushesToTalk = 0
  await goLive(window)
  // With a first line this conversation is the newest that is kept, and is the one counted.
  await say(window, 'Begin')
  await expect.poll(async () => (await keptTexts(window))[0]).toBe('Begin')
  await expect.poll(() => keptLines(window)).toBe(2)
  await share(window, /^Screen: /)
  const page = await window.context().newCDPSession(window)
  const samples = { mainHeap: [], mainMemory: [], pageHeap: [] } as Record<string, Sample[]>
  const from = Date.now()
  const hours = (): number => (Date.now() - from) / 3_600_000
  const handlesBetween: Handles[] = []
  while (hours() * 60 < REAL_MINUTES) {
    await turn(window, simulator)
    if (counts.turns % SAMPLE_EVERY_TURNS !== 0) continue
    const quarters = Math.floor((hours() * 60 * 4) / REAL_MINUTES)
    if (quarters > handlesBetween.length) handlesBetween.push(await handlesOf(pid))
    samples.mainHeap?.push({ at: hours(), value: await mainHeap(app) })
    samples.mainMemory?.push({ at: hours(), value: await residentMegabytes(pid) })
    samples.pageHeap?.push({ at: hours(), value: await pageHeap(page) })
  }
  await page.detach()

  const questions = (await keptTexts(window))
    .map((text) => /Question (\d+)\b/.exec(text)?.[1])
    .filter((number) => number !== undefined)
  expect(questions).toEqual(Array.from({ length: counts.turns }, (_, at) => `${at + 1}`))
  expect(simulator.connections.filter(({ state }) => state === 'open')).toHaveLength(1)
  const frames = simulator.connections.flatMap((connection) => connection.frames)
  const gaps = frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? 0))
  // One a second leaves; a busy machine delays one more than the next, so no single gap is judged.
  expect(frames.length).toBeLessThan((Date.now() - from) / 1_000)

  await button(window, 'End conversation').click()
  const more = async (): Promise<number> => total(await handlesOf(pid)) - total(handles)
  // Judged below, with all figures told.
  await expect
    .poll(more, { timeout: 20_000 })
    .toBeLessThanOrEqual(SPARE_HANDLES)
    .catch(() => undefined)
  const growth = (of: string): number => Math.round(settledSlope(samples[of] ?? []) * 100) / 100
  const handlesNow = await handlesOf(pid)
  const figures = {
    ...counts,
    connections: simulator.connections.length,
    pictures: frames.length,
    'shortest gap between pictures, ms': Math.min(...gaps),
    'handles at the start': total(handles),
    'handles at the end': total(handlesNow),
    'main heap MiB per hour': growth('mainHeap'),
    'main memory (PSS) MiB per hour': growth('mainMemory'),
    'page heap MiB per hour': growth('pageHeap'),
  }
  reportSoak({
    name: 'real',
    hours: REAL_MINUTES / 60,
    seconds: Math.round((Date.now() - from) / 1_000),
    figures,
  })
  info.annotations.push({ type: 'measured', description: JSON.stringify(figures) })
  const kinds = JSON.stringify({ start: handles, quarters: handlesBetween, end: handlesNow })
  info.annotations.push({ type: 'handles', description: kinds })
  info.annotations.push({ type: 'samples', description: JSON.stringify(samples) })
  expect(await more(), kinds).toBeLessThanOrEqual(SPARE_HANDLES)
  if (REAL_MINUTES < TELLING_MINUTES) return
  expect(growth('mainHeap')).toBeLessThan(MOST_GROWTH_MB.main)
  expect(growth('pageHeap')).toBeLessThan(MOST_GROWTH_MB.page)
})

/** How many lines the library has of the conversation that is on. */
const keptLines = (window: Page): Promise<number> =>
  window.evaluate(async () => {
    const library = Reflect.get(globalThis, 'sightline') as SightlineApi
    const page = await library.listConversations({ skip: 0, count: 1 })
    return page.ok ? (page.value.conversations[0]?.lines ?? 0) : 0
  })

/** What it has of it, in order of speaking; the window shows the last of it alone. */
const keptTexts = (window: Page): Promise<string[]> =>
  window.evaluate(async () => {
    const library = Reflect.get(globalThis, 'sightline') as SightlineApi
    const page = await library.listConversations({ skip: 0, count: 1 })
    const [newest] = page.ok ? page.value.conversations : []
    const texts: string[] = []
    while (newest && texts.length < newest.lines) {
      const portion = { id: newest.id, from: texts.length, count: 500 }
      const read = await library.readLines(portion)
      if (!read.ok || read.value.length === 0) break
      texts.push(...read.value.map(({ text }) => text))
    }
    return texts
  })

/** One question and its answer, and whatever else it is time for. */
async function turn(window: Page, simulator: Simulator): Promise<void> {
  counts.turns += 1
  const isTimeFor = (what: keyof typeof EVERY): boolean => counts.turns % EVERY[what] === 0
  const number = counts.turns
  const before = await keptLines(window)
  await say(window, `Question ${number}`)
  await expect.poll(() => keptLines(window)).toBe(before + 2)
  await paintDesktop(number % 2 ? '#203040' : '#405060')
  if (isTimeFor('bargeIn')) {
    simulator.connections.at(-1)?.interrupt()
    counts.bargeIns += 1
  }
  if (isTimeFor('pushToTalk')) await pushToTalk(window)
  if (isTimeFor('share')) {
    await button(window, 'Stop sharing').click()
    await share(window, /^Screen: /)
    counts.shares += 1
  }
  if (isTimeFor('reload')) {
    await window.reload()
    await expect(lines(window).last()).toBeVisible()
    await share(window, /^Screen: /)
    counts.reloads += 1
  }
  if (isTimeFor('rotation')) {
    const next = simulator.nextConnection()
    simulator.connections.at(-1)?.goAway('20s')
    await next
    counts.rotations += 1
  }
  if (isTimeFor('cut')) {
    const next = simulator.nextConnection()
    simulator.connections.at(-1)?.terminate()
    await next
    counts.cuts += 1
  }
  await expect(status(window)).toHaveText(/^Live$/)
}

async function pushToTalk(window: Page): Promise<void> {
  await chooseSetting(window, 'Push-to-talk')
  await expect(status(window)).toHaveText(/^Live$/)
  const before = await keptLines(window)
  await button(window, 'Talk').click()
  await window.waitForTimeout(500)
  await button(window, 'Talk').click()
  await expect.poll(() => keptLines(window)).toBeGreaterThan(before)
  await chooseSetting(window, 'Hands-free')
  await expect(status(window)).toHaveText(/^Live$/)
  counts.pushesToTalk += 1
}

/** MiB in use, garbage collected. */
const mainHeap = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8')
    const { runInNewContext } = process.getBuiltinModule('node:vm')
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    collect()
    return process.memoryUsage().heapUsed / (1024 * 1024)
  })

async function pageHeap(page: CDPSession): Promise<number> {
  await page.send('HeapProfiler.collectGarbage')
  const { usedSize } = await page.send('Runtime.getHeapUsage')
  return usedSize / MEBIBYTE
}

async function residentMegabytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]) / 1024
}

type Handles = Readonly<Record<string, number>>
const total = (handles: Handles): number =>
  Object.values(handles).reduce((sum, count) => sum + count, 0)

/**
 * Open sockets, pipes and files, by kind. Without /dev/null: in older Electrons each start of a utility
 * process leaves it open (https://github.com/electron/electron/issues/47515), and push-to-talk starts one.
 */
async function handlesOf(pid: number): Promise<Handles> {
  const folder = `/proc/${pid}/fd`
  const targets = await Promise.all(
    (await readdir(folder)).map((handle) =>
      // One that is closed meanwhile leads nowhere.
      readlink(`${folder}/${handle}`).catch(() => '/dev/null'),
    ),
  )
  const counts: Record<string, number> = {}
  for (const target of targets.filter((each) => each !== '/dev/null')) {
    // Numbers and random names tell nothing of what it is.
    const kind = target.replaceAll(/[\d]+|\.[A-Za-z0-9]{6}\b/g, '#')
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
