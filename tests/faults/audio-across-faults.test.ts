/**
 * The user speaks on while connections end, in good order and not, 40 ms of round trip away. Every
 * chunk of 20 ms says its number. `npm run faults:audio` disturbs it as often as the published figures
 * need.
 */
import { expect, it, onTestFinished } from 'vitest'
import { MICROPHONE } from '@contract/media'
import { bench, eventually, goLive, type Bench } from '../protocol/harness'
import { scripted } from '../../simulator/scenario'
import { startSimulator, type Connection } from '../../simulator/simulator'
import { startChaosProxy, type ChaosProxy } from './chaos-proxy'
import { isLong, reportAudio, spread, type AudioFigures } from './audio-figures'
import { accountOf, codedChunk, numbersIn } from './coded-speech'
import { seededRandom } from './seeded-random'

const SEED = Number(process.env.SEED ?? 20_261_121)

/** Conversations side by side, and how often each is disturbed. */
const ROTATIONS = isLong ? { talks: 10, times: 10 } : { talks: 10, times: 1 }
const CUTS = isLong ? { talks: 10, times: 20 } : { talks: 10, times: 2 }

/** One way, in ms. */
const LATENCY_MS = 20
/** A connection that has lived this long is steady: what ends it is no storm. */
const STEADY_MS = 10_200
/** A piece of speech that can still be understood when half of it is there, as budgets count it. */
const TOKEN_MS = 100

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A user who speaks without a pause, in real time. */
class Speaker {
  said = 0
  readonly #timer: NodeJS.Timeout
  readonly #began = performance.now()

  constructor({ microphone }: Bench) {
    this.#timer = setInterval(() => {
      const due = (performance.now() - this.#began) / MICROPHONE.chunkMs
      for (; this.said < due; this.said += 1) microphone.push(codedChunk(this.said))
    }, MICROPHONE.chunkMs / 2)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}

/** What one fault did to the sound. */
interface Outcome {
  readonly lostMs: number
  /** The same in whole pieces of speech of which more than half is lost. */
  readonly lostTokensMs: number
  /** From the fault to the first sound that the next connection accepted. */
  readonly backAfterMs: number
}

interface Account {
  readonly outcomes: readonly Outcome[]
  /** Sound that came twice, in ms. */
  readonly doubled: number
}

interface Disturbance {
  readonly proxy: ChaosProxy
  readonly connection: Connection
  readonly random: () => number
}

/** Speaks on over one connection after another, each of which `disturb` ends or lets end. */
async function talk(
  seed: number,
  times: number,
  disturb: (disturbance: Disturbance) => void,
): Promise<Account> {
  const random = seededRandom(seed)
  const simulator = await startSimulator({ scenario: scripted([null]) })
  const weather = { latencyMs: LATENCY_MS }
  const proxy = await startChaosProxy({ target: simulator.url, seed, weather })
  onTestFinished(async () => {
    await proxy.close()
    await simulator.close()
  })
  const on = await bench({ baseUrl: proxy.url })
  await on.engine.updateSettings({ localVoiceDetection: false, softInterrupt: false })
  await goLive(on)
  const speaker = new Speaker(on)
  const faults: { readonly number: number; readonly backAfterMs: number }[] = []
  for (let time = 0; time < times; time += 1) {
    await pause((time === 0 ? 300 : STEADY_MS) + random() * 1_000)
    const next = simulator.nextConnection()
    const number = speaker.said
    const began = performance.now()
    disturb({ proxy, connection: simulator.connections[time] ?? fail(), random })
    const connection = await next
    await connection.waitFor(({ kind }) => kind === 'audio', 15_000)
    faults.push({ number, backAfterMs: performance.now() - began })
  }
  await pause(500)
  speaker.stop()
  const numbers = (): number[] => numbersIn(simulator.connections.map(({ audio }) => audio))
  await eventually(() => expect(numbers().at(-1)).toBe(speaker.said - 1))
  const { lost, doubled, isInOrder } = accountOf(numbers(), speaker.said)
  expect(isInOrder, `seed ${seed}`).toBe(true)
  return { outcomes: outcomesOf(faults, lost), doubled: doubled * MICROPHONE.chunkMs }
}

function fail(): never {
  throw new Error('No such connection')
}

/** Every loss belongs to the fault that is nearest. */
function outcomesOf(
  faults: readonly { readonly number: number; readonly backAfterMs: number }[],
  lost: readonly number[],
): Outcome[] {
  const nearest = (number: number): number =>
    faults.reduce(
      (best, fault, index) =>
        Math.abs(fault.number - number) < Math.abs((faults[best]?.number ?? 0) - number)
          ? index
          : best,
      0,
    )
  return faults.map(({ backAfterMs }, index) => {
    const own = lost.filter((number) => nearest(number) === index)
    const tokens = new Map<number, number>()
    for (const number of own) {
      const token = Math.floor((number * MICROPHONE.chunkMs) / TOKEN_MS)
      tokens.set(token, (tokens.get(token) ?? 0) + MICROPHONE.chunkMs)
    }
    // In single chunks a busy computer loses more: what it hands over late is on the wire at once.
    const lostTokens = [...tokens.values()].filter((ms) => ms > TOKEN_MS / 2).length
    return {
      lostMs: own.length * MICROPHONE.chunkMs,
      lostTokensMs: lostTokens * TOKEN_MS,
      backAfterMs,
    }
  })
}

async function talks(
  { talks: count, times }: typeof CUTS,
  disturb: (disturbance: Disturbance) => void,
): Promise<Account> {
  const all = await Promise.all(
    Array.from({ length: count }, (_, index) => talk(SEED + index, times, disturb)),
  )
  return {
    outcomes: all.flatMap(({ outcomes }) => outcomes),
    doubled: all.reduce((sum, { doubled }) => sum + doubled, 0),
  }
}

function report(what: AudioFigures['what'], { outcomes, doubled }: Account): void {
  reportAudio({
    what,
    faults: outcomes.length,
    seed: SEED,
    doubledMs: doubled,
    lostMs: spread(outcomes.map(({ lostMs }) => lostMs)),
    lostTokensMs: spread(outcomes.map(({ lostTokensMs }) => lostTokensMs)),
    backAfterMs: spread(outcomes.map(({ backAfterMs }) => backAfterMs)),
  })
}

const LIMIT_MS = isLong ? 420_000 : 60_000

it(
  'row 10: the user speaks on over planned rotations, and nothing is lost or doubled',
  async () => {
    const account = await talks(ROTATIONS, ({ connection }) => connection.goAway('10s'))
    report('planned rotations', account)
    const { outcomes, doubled } = account
    expect(doubled).toBe(0)
    expect(outcomes).toHaveLength(ROTATIONS.talks * ROTATIONS.times)
    expect(spread(outcomes.map(({ lostMs }) => lostMs)).most).toBe(0)
  },
  LIMIT_MS,
)

it(
  'rows 13, 14: the user speaks on over abrupt cuts, and hardly a syllable is lost',
  async () => {
    const account = await talks(CUTS, ({ proxy, random }) =>
      proxy.cut(random() < 0.5 ? 'reset' : 'fin'),
    )
    report('abrupt cuts', account)
    const { outcomes, doubled } = account
    expect(doubled).toBe(0)
    expect(outcomes).toHaveLength(CUTS.talks * CUTS.times)
    const lostTokens = spread(outcomes.map(({ lostTokensMs }) => lostTokensMs))
    expect(lostTokens.median).toBe(0)
    // Of twenty cuts beside the other tests the 95th percentile is the second worst.
    expect(lostTokens.p95).toBeLessThanOrEqual(isLong ? 100 : 200)
    expect(spread(outcomes.map(({ backAfterMs }) => backAfterMs)).p95).toBeLessThanOrEqual(2_000)
  },
  LIMIT_MS,
)
