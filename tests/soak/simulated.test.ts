/** Hours of conversation in seconds: does anything grow, does anything stay behind? */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { engineAt } from '../fuzz/engine-for-tests'
import { nowhere } from '../fuzz/line-to-nowhere'
import { heapBytes } from '../fuzz/plan'
import { ConversationDay, quickCodec, type DayCounts } from './conversation-day'
import { MOST_GROWTH_MB, settledSlope, type Sample } from './slope'
import { reportSoak, SIMULATED_HOURS } from './soak-plan'

vi.mock('@main/live/live-client', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  connectThrough: () => nowhere.connect,
}))

const SAMPLE_EVERY_MINUTES = 5
const MEBIBYTE = 1024 * 1024

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-soak-'))
  nowhere.forget()
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

interface Soaked {
  /** Heap, garbage collected, in MiB, by hours. */
  readonly heap: readonly Sample[]
  readonly counts: DayCounts
}

async function soak(hours: number, eachMinute: () => void = () => undefined): Promise<Soaked> {
  const handles = handlesNow()
  const engine = await engineAt(folder, undefined, quickCodec)
  const day = new ConversationDay(engine)
  await day.begin()
  const heap: Sample[] = []
  for (let minute = 1; minute <= hours * 60; minute += 1) {
    await day.minute()
    eachMinute()
    if (minute % SAMPLE_EVERY_MINUTES === 0) {
      heap.push({ at: minute / 60, value: heapBytes() / MEBIBYTE })
    }
  }
  await engine.close()
  expect(nowhere.open).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
  expect(handlesNow()).toEqual(handles)
  return { heap, counts: day.counts }
}

/** Sockets, files and the like that are open; vitest's own are among them at both ends. */
const handlesNow = (): string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => !['Timeout', 'Immediate', 'FSReqPromise', 'CloseReq'].includes(name))
    .sort()

describe('a conversation of many hours', () => {
  it('grows by nothing, and leaves nothing behind', { timeout: 30 * 60_000 }, async () => {
    const from = process.hrtime.bigint()
    const { heap, counts } = await soak(SIMULATED_HOURS)
    const perHour = settledSlope(heap)
    reportSoak({
      name: 'simulated',
      hours: SIMULATED_HOURS,
      seconds: Math.round(Number(process.hrtime.bigint() - from) / 1e9),
      figures: { ...counts, 'heap MiB per hour': round(perHour) },
    })
    expect(Object.values(counts).every((count) => count > 0)).toBe(true)
    expect(perHour).toBeLessThan(MOST_GROWTH_MB.main)
  })

  it('would be found out by the same check if it leaked', { timeout: 120_000 }, async () => {
    const leaked: unknown[] = []
    // On the heap, as lines, listeners and closures are.
    const plant = (): void => void leaked.push(JSON.parse(LEAK))
    const { heap } = await soak(SIMULATED_HOURS < 1 ? SIMULATED_HOURS : 1, plant)
    expect(leaked.length).toBeGreaterThan(0)
    expect(settledSlope(heap)).toBeGreaterThan(MOST_GROWTH_MB.main)
  })
})

/** About 40 kB once it is parsed: 2.4 MB an hour. */
const LEAK = JSON.stringify(Array.from({ length: 1_200 }, (_, at) => ({ at })))

const round = (value: number): number => Math.round(value * 100) / 100
