/** Anything at all from the server, into the reader and the session with the whole engine behind it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { transcriptLineSchema } from '@contract/transcript'
import { readServerMessage, type ServerEvent } from '@main/live/server-events'
import { FakeSpeaker } from '../protocol/harness'
import { seededRandom } from '../faults/seeded-random'
import { settledSlope, type Sample } from '../soak/slope'
import { engineAt } from './engine-for-tests'
import { serverText } from './grammar'
import { nowhere } from './line-to-nowhere'
import { mutate } from './mutate'
import { countUnhandled, heapBytes, isLong, PATIENCE_MS, PLAN, SEED } from './plan'
import { report } from './result'
import { recordMessages } from './recorded'
import { shrink } from './shrink'

vi.mock('@main/live/live-client', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  connectThrough: () => nowhere.connect,
}))

/** Messages of one conversation; then the next begins, in a new engine. */
const BATCH = 1_000
/** After so many messages some time passes. */
const BREATH = 20
const LONGEST_BREATH_MS = 600
/** Heap that may be left for each million of messages, in bytes. */
const MOST_GROWTH_BYTES = 2 * 1024 * 1024

const text = z.string()
const language = text.max(50)
const tokens = z.number().int().min(0)
/** Everything that a message may come to. */
const EVENTS = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('setup-complete') }),
  z.strictObject({ type: z.literal('input-text'), text, language: language.optional() }),
  z.strictObject({ type: z.literal('output-text'), text, language: language.optional() }),
  z.strictObject({
    type: z.literal('voice'),
    pcm: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length % 2 === 0),
  }),
  z.strictObject({ type: z.literal('interrupted') }),
  z.strictObject({ type: z.literal('generation-complete') }),
  z.strictObject({ type: z.literal('turn-complete') }),
  z.strictObject({
    type: z.literal('tool-call'),
    calls: z.array(z.strictObject({ id: text, name: text })),
  }),
  z.strictObject({ type: z.literal('tool-call-cancelled'), ids: z.array(text) }),
  z.strictObject({ type: z.literal('resumption'), handle: text.min(1).max(16_384) }),
  z.strictObject({ type: z.literal('go-away'), timeLeftMs: z.number().min(0).nullable() }),
  z.strictObject({
    type: z.literal('usage'),
    usage: z.object({ total: tokens }).catchall(tokens),
  }),
]) satisfies z.ZodType<ServerEvent>

const VOICE_COMMANDS = ['audio', 'finish', 'flush', 'hold', 'resume']

interface Tally {
  events: number
  dropped: number
  redials: number
}

/** One conversation in which the server says all this; throws when anything comes of it that may not. */
async function converse(texts: readonly string[], seed: number, tally: Tally): Promise<void> {
  const random = seededRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'sightline-fuzz-'))
  nowhere.forget()
  const engine = await engineAt(folder)
  const speaker = new FakeSpeaker()
  engine.conversation.connectVoice(speaker)
  engine.startConversation()
  await vi.advanceTimersByTimeAsync(0)
  try {
    const { settings } = engine.state.current
    for (const [at, one] of texts.entries()) {
      say(one, tally)
      if (at % BREATH === BREATH - 1) {
        await vi.advanceTimersByTimeAsync(random() * LONGEST_BREATH_MS)
      }
    }
    const { state, lines } = engine.snapshot()
    expect(['live', 'reconnecting']).toContain(state.session.kind)
    expect(state.settings).toBe(settings)
    expect(state.sharing.kind).toBe('off')
    for (const line of lines) transcriptLineSchema.parse(line)
    for (const post of speaker.posted) {
      expect(VOICE_COMMANDS).toContain((post as { type: string }).type)
    }
    // Nobody spoke, typed or showed anything: all that may leave is the conversation so far.
    for (const { connection } of nowhere.lines) expect(connection.words).toMatch(/^(history)?$/)
    expect(Object.keys(Object.prototype)).toEqual([])
    tally.redials += nowhere.lines.length - 1
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
  expect(nowhere.open).toBeUndefined()
}

/** As the socket hands it on. */
function say(one: string, tally: Tally): void {
  const message = readServerMessage(one)
  const events = nowhere.open?.events
  if (message.kind === 'dropped') {
    tally.dropped += 1
    events?.onDropped(message.why)
    return
  }
  for (const event of message.events) {
    EVENTS.parse(event)
    tally.events += 1
    events?.onEvent(event)
  }
}

describe('messages of the server', () => {
  it(
    'row 33: whatever they are, nothing crashes, nothing comes of them that may not, no memory stays',
    async () => {
      const recorded = await recordMessages()
      const unhandled = countUnhandled()
      vi.useFakeTimers({
        toFake: [
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'Date',
          'performance',
        ],
      })
      const tally: Tally = { events: 0, dropped: 0, redials: 0 }
      const heap: Sample[] = []
      const from = process.hrtime.bigint()
      let tried = 0
      try {
        for (let batch = 0; tried < PLAN.messages; batch += 1) {
          const seed = SEED + batch
          const texts = batchOf(seed, recorded)
          await converse(texts, seed, tally).catch((error: unknown) => explain(error, texts, seed))
          tried += texts.length
          if (batch % (isLong ? 20 : 2) === 0) {
            heap.push({ at: tried / 1_000_000, value: heapBytes() })
          }
        }
      } finally {
        vi.useRealTimers()
        unhandled.stop()
      }
      const growth = settledSlope(heap)
      report({
        name: 'server-messages',
        seed: SEED,
        seconds: Math.round(Number(process.hrtime.bigint() - from) / 1e9),
        figures: {
          tried,
          ...tally,
          unhandled: unhandled.count,
          'heap KiB per million': Math.round(growth / 1024),
        },
      })
      expect(unhandled.count).toBe(0)
      // Few batches tell too little.
      if (isLong) expect(growth).toBeLessThan(MOST_GROWTH_BYTES)
    },
    PATIENCE_MS,
  )
})

/** Half by grammar, half spoilt real ones. */
function batchOf(seed: number, recorded: readonly Buffer[]): string[] {
  const random = seededRandom(seed)
  const pick = (): Buffer => recorded[Math.floor(random() * recorded.length)] ?? Buffer.alloc(0)
  const grammar = fc.sample(serverText, { seed, numRuns: BATCH / 2 })
  return grammar.flatMap((made) => [made, mutate(pick(), pick(), random).toString('utf8')])
}

async function explain(error: unknown, texts: readonly string[], seed: number): Promise<never> {
  const fails = (some: readonly string[]): Promise<boolean> =>
    converse(some, seed, { events: 0, dropped: 0, redials: 0 }).then(
      () => false,
      () => true,
    )
  const few = await shrink(texts, fails)
  throw new Error(`Seed ${seed}, shrunk to ${JSON.stringify(few)}`, { cause: error })
}
