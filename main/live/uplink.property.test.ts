import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TalkMode } from '@contract/settings'
import { uplinkBench, type UplinkBench } from './testing-uplink'

const SEED = 20_261_121
const RUNS = { seed: SEED, numRuns: 200 }
const STREAM_CHUNKS = 250
const UTTERANCE_CHUNKS = 1_500

const ACTIONS = [
  'start',
  'end',
  'pause',
  'detach',
  'cut',
  /** The conversation pauses. */
  'rest',
  'attach',
  /** The socket closes, and nobody has noticed yet. */
  'closing',
  'full',
  'drained',
  /** Words are typed: their text is the number of the chunk that comes next. */
  'type',
] as const
type Action = (typeof ACTIONS)[number]
/** A number: so many chunks are spoken in real time; negative: so many ms of silence. */
type Step = Action | number

const step = fc.oneof(
  { weight: 4, arbitrary: fc.nat(120) },
  { weight: 1, arbitrary: fc.integer({ min: -40_000, max: -1 }) },
  { weight: 7, arbitrary: fc.constantFrom(...ACTIONS) },
)
const mode = fc.constantFrom<TalkMode>('push-to-talk', 'hands-free')
const life = fc.array(fc.tuple(step, mode), { maxLength: 50, size: 'max' })

function take(bench: UplinkBench, each: Step, talkMode: TalkMode): void {
  const { uplink, connections, clock } = bench
  const connection = connections.at(-1)?.connection
  if (typeof each === 'number') {
    if (each < 0) clock.advance(-each)
    else bench.talk(each)
  } else if (each === 'start') uplink.activityStart()
  else if (each === 'end') uplink.activityEnd()
  else if (each === 'pause') uplink.audioPaused()
  else if (each === 'detach') uplink.detach()
  else if (each === 'cut') uplink.cut()
  else if (each === 'rest') uplink.rest()
  else if (each === 'closing' && connection) connection.over = true
  else if (each === 'type') uplink.text(String(bench.counts.given))
  else if (each === 'full' && connection) connection.bufferedBytes = 50_000
  else if (each === 'drained' && connection) connection.bufferedBytes = 0
  else if (each === 'attach') {
    // As the session does it: the old connection is left before the next is taken.
    uplink.detach()
    if (connection) connection.over = true
    bench.attach(talkMode)
  }
}

function live(steps: readonly (readonly [Step, TalkMode])[]): UplinkBench {
  const bench = uplinkBench()
  for (const [each, talkMode] of steps) take(bench, each, talkMode)
  return bench
}

describe(`an uplink, whatever happens (seed ${SEED})`, () => {
  it('shows every connection the marks in their places', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const each of live(steps).connections) {
          expect(each.connection.words.replaceAll(/ ?\btext\b/g, '').trim()).toMatch(
            each.mode === 'push-to-talk'
              ? /^(start( audio)* end( |$))*(start( audio)*)?$/
              : /^(audio( audio)* stream-end( |$))*(audio( audio)*)?$/,
          )
        }
      }),
      RUNS,
    )
  })

  it('sends no chunk twice, and none before an earlier one', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const sent = live(steps).sent()
        expect(sent).toEqual([...new Set(sent)].sort((a, b) => a - b))
      }),
      RUNS,
    )
  })

  it('sends what is typed after all that was said before it, and before what is said then', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const places = live(steps)
          .connections.flatMap(({ connection }) => connection.sent)
          .flatMap((each) => {
            if (each.what === 'text') return [Number(each.text) - 0.5]
            return each.what === 'audio' ? [Buffer.from(each.bytes).readUInt16BE()] : []
          })
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }),
      RUNS,
    )
  })

  it('sends all that is typed once, keeps it, or says at the end that it was not sent', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const bench = uplinkBench()
        const typed: string[] = []
        for (const [each, talkMode] of steps) {
          if (each !== 'type') take(bench, each, talkMode)
          else if (bench.uplink.text(`${typed.length}`) !== null) typed.push(`${typed.length}`)
        }
        expect([...bench.sentTexts(), ...bench.uplink.waitingTexts]).toEqual(typed)
        bench.uplink.clear()
        expect([...bench.sentTexts(), ...bench.unsent]).toEqual(typed)
      }),
      RUNS,
    )
  })

  it('sends no faster than twice real time', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { connection } of live(steps).connections) {
          const { sentAt } = connection
          // Within any second, but for the chunk at its begin and what a late timer makes up for.
          const seconds = sentAt.slice(100 + 7).map((at, index) => at - (sentAt[index] ?? 0))
          expect(Math.min(...seconds)).toBeGreaterThanOrEqual(1_000)
        }
      }),
      RUNS,
    )
  })

  it('sends, keeps or counts as lost every chunk, and keeps no more than it may', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const bench = live(steps)
        const { uplink, counts, lost } = bench
        const before = lost.unsent
        uplink.clear()
        const keptChunks = (lost.unsent - before) / 20
        expect(keptChunks).toBeLessThanOrEqual(STREAM_CHUNKS + UTTERANCE_CHUNKS)
        expect(counts.sentMs).toBe(bench.sent().length * 20)
        const lostMs = lost.late + lost.slow + lost.unsent
        expect(counts.sentMs + lostMs).toBe(counts.given * 20)
      }),
      RUNS,
    )
  })

  it('hands nothing to a connection whose socket closes', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const bench = uplinkBench()
        const ended = new Map<object, number>()
        for (const [each, talkMode] of steps) {
          take(bench, each, talkMode)
          for (const { connection } of bench.connections) {
            const known = ended.get(connection)
            if (known !== undefined) expect(connection.sent).toHaveLength(known)
            if (connection.over) ended.set(connection, connection.sent.length)
          }
        }
      }),
      RUNS,
    )
  })

  it('loses nothing that is said while a connection takes it', () => {
    fc.assert(
      fc.property(life, mode, (steps, talkMode) => {
        const harmless = steps.filter(
          ([each]) => each !== 'full' && each !== 'closing' && each !== 'rest',
        )
        const bench = uplinkBench()
        bench.attach(talkMode)
        let talking = talkMode === 'hands-free'
        for (const [each] of harmless) {
          // Rotations take no time.
          const now = each === 'detach' || each === 'cut' ? 'attach' : each
          if (talkMode === 'push-to-talk' && each === 'start') talking = true
          if (talkMode === 'push-to-talk' && each === 'end') talking = false
          if (typeof now === 'number' && now > 0 && !talking) continue
          take(bench, now, talkMode)
        }
        bench.clock.advance(10)
        expect(bench.sent()).toHaveLength(bench.counts.given)
      }),
      RUNS,
    )
  })
})
