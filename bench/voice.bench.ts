import type { Page } from '@playwright/test'
import { setTimeout as delay } from 'node:timers/promises'
import type { SimulatorEvent } from '../simulator/events'
import type { Reply, Scenario } from '../simulator/scenario'
import { expect, goLive, test } from '../tests/e2e/app'
import { recordSpeakers, type Recording } from '../tests/e2e/sound'
import { record } from './figures'
import { listenToLanes, takePassed, type Passed } from './lanes'

const INTERRUPTIONS = 60
const SETTLED_MS = 250
/** How long a reply plays before it is interrupted: not in step with anything. */
const PLAYED_MS = { least: 250, spread: 200 }
const STEADY_SECONDS = 20
const RESTS = 8
/** Longer than the speakers stay awake for nothing. */
const REST_MS = 11_000
const GOAL_SILENCE_MS = { p95: 12 }
const GOAL_FIRST_MS = { median: 60 }

/** Below this, of 1, a sample is silence; and so long, ms, silence lasts that is more than a zero. */
const SILENT = 0.01
const SILENT_MS = 20

const BRISK: Reply = { text: 'An answer.', sound: { hertz: 440, seconds: 4 }, delayMs: 0 }
/** As if spoken on a smooth network: 40 ms of sound every 40 ms, and never anything ahead. */
const STEADY: Reply = {
  ...BRISK,
  sound: { hertz: 440, seconds: STEADY_SECONDS },
  pace: { chunkMs: 40, aheadMs: 0, speed: 1 },
}
const scenario: Scenario = {
  name: 'voice',
  reply: ({ said }) => (said.kind === 'text' && said.text === 'steady' ? STEADY : BRISK),
}

const say = (window: Page, text: string): Promise<unknown> =>
  window.evaluate(`sightline.sendText({ text: '${text}' })`)

test('voice', async ({ launch, simulate }) => {
  test.slow()
  const events: SimulatorEvent[] = []
  const firstChunks = (): number[] =>
    events.flatMap((event) =>
      event.kind === 'voiceChunk' && event.offsetMs === 0 ? [event.at] : [],
    )
  const interrupted = (): number[] =>
    events.flatMap(({ kind, at }) => (kind === 'interrupted' ? [at] : []))
  const simulator = await simulate({ scenario, onEvent: (event) => events.push(event) })
  const sightline = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
  const { window } = sightline
  await listenToLanes(sightline)
  await goLive(window)
  const speakers = await recordSpeakers()
  await delay(1_000)

  for (let turn = 1; turn <= INTERRUPTIONS; turn += 1) {
    await say(window, 'brisk')
    await expect.poll(() => firstChunks().length, { intervals: [5] }).toBe(turn)
    await delay(PLAYED_MS.least + Math.random() * PLAYED_MS.spread)
    simulator.connections[0]?.interrupt()
    await delay(SETTLED_MS)
  }
  const heard = await speakers.stop()
  const passed = await takePassed(sightline)
  const started = passed.filter(({ type }) => type === 'started').map(({ at }) => at)
  const flushed = passed.filter(({ type }) => type === 'flushed').map(({ at }) => at)
  expect(started).toHaveLength(INTERRUPTIONS)
  expect(flushed).toHaveLength(INTERRUPTIONS)

  await say(window, 'steady')
  await expect.poll(() => firstChunks().length).toBe(INTERRUPTIONS + 1)
  await delay(STEADY_SECONDS * 1_000)
  const steady: Passed[] = []
  const isDrained = async (): Promise<boolean> => {
    steady.push(...(await takePassed(sightline)))
    return steady.some(({ type }) => type === 'drained')
  }
  await expect.poll(isDrained).toBe(true)
  const underruns = Math.max(...steady.map((report) => report.underruns))

  const afterRest: number[] = []
  for (let rest = 1; rest <= RESTS; rest += 1) {
    await delay(REST_MS)
    await say(window, 'brisk')
    await expect.poll(() => firstChunks().length, { intervals: [5] }).toBe(INTERRUPTIONS + 1 + rest)
    await delay(PLAYED_MS.least)
    simulator.connections[0]?.interrupt()
    const [first] = (await takePassed(sightline)).filter(({ type }) => type === 'started')
    afterRest.push((first?.at ?? NaN) - (firstChunks().at(-1) ?? NaN))
  }

  await record({
    name: 'first byte of a reply on the socket → first sample rendered',
    unit: 'ms',
    samples: minus(started, firstChunks()),
    goal: GOAL_FIRST_MS,
    note: 'sound in pieces of 100 ms, 300 ms of it at once; ±1 ms',
  })
  await record({
    name: 'the same after a rest: nobody was heard, and the speakers’ context was suspended',
    unit: 'ms',
    samples: afterRest,
    goal: GOAL_FIRST_MS,
  })
  await record({
    name: '`interrupted` on the socket → rendered silence',
    unit: 'ms',
    samples: minus(flushed, interrupted()),
    goal: GOAL_SILENCE_MS,
    note: 'to the worklet’s flush; the quantum that it renders next is silence; ±1 ms',
  })
  await record({
    name: '`interrupted` on the socket → silence at the speakers’ monitor',
    unit: 'ms',
    samples: interrupted().flatMap((at) => silenceAfter(heard, at)),
    note: 'holds the buffers of Chromium, the sound server and the recorder; ±20 ms',
  })
  await record({
    name: 'first sample rendered → at the speakers’ monitor',
    unit: 'ms',
    samples: started.flatMap((at) => soundAfter(heard, at)),
    note: 'these buffers alone, to compare the line above with',
  })
  await record({
    name: `gaps in ${STEADY_SECONDS} s of voice that comes in real time, 40 ms at a time`,
    unit: '',
    samples: [underruns],
    goal: { worst: 0 },
  })
})

/** One list of times minus the other, in order. */
const minus = (later: readonly number[], earlier: readonly number[]): number[] =>
  later.map((at, index) => at - (earlier[index] ?? NaN))

/** Milliseconds from a moment, when all is silent, to the next sound. */
function soundAfter({ samples, rateHz, startedAtMs }: Recording, at: number): number[] {
  const first = Math.round(((at - startedAtMs) * rateHz) / 1_000)
  const length = samples.subarray(first).findIndex((sample) => Math.abs(sample) >= SILENT)
  return length < 0 ? [] : [(length * 1_000) / rateHz]
}

/** Milliseconds from a moment to the end of the sound that is on then. */
function silenceAfter({ samples, rateHz, startedAtMs }: Recording, at: number): number[] {
  const first = Math.round(((at - startedAtMs) * rateHz) / 1_000)
  const enough = (SILENT_MS * rateHz) / 1_000
  let quiet = 0
  for (let index = first; index < samples.length; index += 1) {
    quiet = Math.abs(samples[index] ?? 0) < SILENT ? quiet + 1 : 0
    if (quiet === enough) return [((index + 1 - enough - first) * 1_000) / rateHz]
  }
  return []
}
