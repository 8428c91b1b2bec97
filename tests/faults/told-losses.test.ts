/** What the app says that it lost, against what is missing at the server. */
import { expect, it } from 'vitest'
import { scripted } from '../../simulator/scenario'
import { eventually, goLive } from '../protocol/harness'
import { accountOf, codedChunk, numbersIn } from './coded-speech'
import { QuickClock } from './quick-clock'
import { ROWS_SEED } from './rows'
import { seededRandom } from './seeded-random'
import { stage, type Stage } from './stage'

/** A second of what was handed to a socket may have been on its way when that broke. */
const MOST_IN_DOUBT_MS = 1_000
const CHUNK_MS = 20
const CUTS = 6

interface Loss {
  /** As the diagnostics show it: what was dropped, and what may not have arrived. */
  readonly shownMs: number
  readonly trulyMs: number
}

/** Speaks until `during` is over and all has arrived that will, and compares. */
async function lossOf(
  s: Stage,
  during: (caughtUp: () => Promise<void>) => Promise<void>,
): Promise<Loss> {
  await goLive(s)
  let said = 0
  const began = performance.now()
  const timer = setInterval(() => {
    const due = (performance.now() - began) / CHUNK_MS
    for (; said < due; said += 1) s.microphone.push(codedChunk(said))
  }, CHUNK_MS / 2)
  const arrived = (): number[] => numbersIn(s.simulator.connections.map(({ audio }) => audio))
  // Next to nothing lies about on a computer that has other work.
  await during(() => eventually(() => expect(arrived().at(-1)).toBeGreaterThan(said - 3)))
  clearInterval(timer)
  await eventually(() => expect(arrived().at(-1)).toBe(said - 1))
  const { lost, doubled, isInOrder } = accountOf(arrived(), said)
  expect({ doubled, isInOrder }).toEqual({ doubled: 0, isInOrder: true })
  // The rest is told of when it ends.
  await s.engine.close()
  const { microphoneDroppedMs, microphoneInDoubtMs } = s.engine.state.current.counters
  return { shownMs: microphoneDroppedMs + microphoneInDoubtMs, trulyMs: lost.length * CHUNK_MS }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

it('rows 13, 14: after each cut the loss that is shown covers the true one, and not much more', async () => {
  const random = seededRandom(ROWS_SEED)
  const cut = async (index: number): Promise<Loss> => {
    const s = await stage({ scenario: scripted([null]) })
    const pauseMs = 200 + random() * 1_500
    return lossOf(s, async () => {
      // As far away as another continent: so much is on its way when the line breaks.
      s.proxy.set({ latencyMs: 80, jitterMs: 40 }, 'up')
      await delay(pauseMs)
      const next = s.simulator.nextConnection()
      s.proxy.cut(index % 2 === 0 ? 'reset' : 'fin')
      await next
      await delay(200)
    })
  }
  const losses: Loss[] = []
  // Few at a time: on a loaded computer what many say lies about for longer than is promised.
  for (let pair = 0; pair < CUTS; pair += 2) {
    losses.push(...(await Promise.all([cut(pair), cut(pair + 1)])))
  }
  process.stdout.write(`told losses: ${JSON.stringify(losses)}\n`)
  expect(losses.filter(({ trulyMs }) => trulyMs > 0).length).toBeGreaterThan(2)
  for (const { shownMs, trulyMs } of losses) {
    expect(shownMs).toBeGreaterThanOrEqual(trulyMs)
    expect(shownMs).toBeLessThanOrEqual(trulyMs + MOST_IN_DOUBT_MS)
  }
}, 30_000)

it('row 24: of what is said offline the loss that is shown is what was too old to be sent', async () => {
  const speed = 8
  const s = await stage({ scenario: scripted([null]), clock: new QuickClock(speed) })
  const { shownMs, trulyMs } = await lossOf(s, async (caughtUp) => {
    await delay(300)
    await caughtUp()
    s.proxy.refuse()
    s.proxy.cut('reset')
    await s.until(({ session }) => session.kind === 'reconnecting')
    // On the engine's clock it is twelve seconds, of which five are kept.
    await delay(1_500)
    const next = s.simulator.nextConnection()
    await s.proxy.heal()
    await next
  })
  expect(trulyMs).toBeGreaterThan(500)
  expect(shownMs).toBeGreaterThanOrEqual(trulyMs)
  expect(shownMs).toBeLessThanOrEqual(trulyMs + MOST_IN_DOUBT_MS)
}, 20_000)
