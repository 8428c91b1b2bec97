import { beforeEach, expect, it } from 'vitest'
import type { SessionState } from '@contract/session'
import type { AppState } from '@contract/state'
import { DEFAULT_SETTINGS, reconnecting } from '@contract/testing'
import { FakeClock } from './live/testing'
import { silentLog } from './log'
import { Notices } from './notices'
import { Recording } from './recording'
import { StateCell } from './state-cell'
import { LibraryError } from './transcript/library/library-errors'
import type { SoundPiece } from './transcript/library/recordings'
import { loudParts } from './transcript/library/testing-sound'

const START = 1_700_000_000_000

/** A recording whose clock the test turns; it plays the session, the microphone and the speakers. */
class Bench {
  readonly clock = new FakeClock()
  /** How much the computer's clock was set. */
  set = 0
  conversation = { id: 'talk', startedAt: START }
  readonly asked: { method: string; values: readonly unknown[] }[] = []
  answer = (): Promise<unknown> => Promise.resolve(null)
  /** How often the library had more of a recording to show. */
  kept = 0
  readonly state: StateCell<AppState>
  readonly recording: Recording
  readonly #begin: number
  #reply = 0

  constructor(recordConversations: boolean) {
    const settings = { ...DEFAULT_SETTINGS, recordConversations }
    const session: SessionState = { kind: 'idle' }
    const quiet = { session, settings, recording: { kind: 'off' }, notices: [] }
    this.state = new StateCell(quiet as unknown as AppState)
    this.#begin = this.clock.now()
    this.recording = new Recording({
      state: this.state,
      client: {
        call: (method: string, ...values: readonly unknown[]) => {
          this.asked.push({ method, values })
          return this.answer() as Promise<never>
        },
      },
      clock: this.clock,
      date: () => this.date,
      conversation: () => this.conversation,
      notices: new Notices(this.state),
      log: silentLog,
      onKept: () => (this.kept += 1),
    })
  }

  get date(): number {
    return START + this.clock.now() - this.#begin + this.set
  }

  goLive(): void {
    this.state.update({ session: { kind: 'connecting', since: this.date } })
    this.state.update({ session: { kind: 'live', since: this.date } })
  }

  /** The user says a tone; each chunk comes 60 ms after it was captured. */
  async speak(ms: number): Promise<void> {
    const chunk = tone(320, 16_000)
    for (let said = 0; said < ms; said += 20) {
      await this.pass(20)
      this.clock.schedule(() => this.recording.spoken(chunk, 60), 60)
    }
  }

  /** The assistant's voice comes at once, and is rendered as time goes on. */
  async answerFor(ms: number, renderedMs = ms): Promise<void> {
    this.#reply += 1
    const reply = this.#reply
    this.recording.voice(reply, tone((ms * 24_000) / 1000, 24_000))
    const tell = (type: 'drained' | 'flushed'): void => {
      const heardSamples = renderedMs * 24
      this.recording.rendered({ type, reply, heardSamples, at: this.date })
    }
    for (let heard = 100; heard <= renderedMs; heard += 100) {
      await this.pass(100)
      const counts = { bufferedSamples: 0, underruns: 0, leadSamples: 0, droppedSamples: 0 }
      const progress = { type: 'progress', reply, heardSamples: heard * 24, at: this.date } as const
      this.recording.rendered({ ...progress, ...counts })
    }
    tell(renderedMs < ms ? 'flushed' : 'drained')
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms)
  }

  get pieces(): readonly SoundPiece[] {
    return this.asked.flatMap(({ method, values }) =>
      method === 'record' ? [values[1] as SoundPiece] : [],
    )
  }

  get ended(): readonly unknown[] {
    return this.asked.flatMap(({ method, values }) => (method === 'endRecording' ? values : []))
  }

  get stretches(): readonly string[] {
    return [...new Set(this.pieces.map(({ stretch }) => stretch))]
  }

  /** Where a side is loud, in ms since the epoch. */
  loud(side: 'user' | 'assistant', stretch = this.stretches[0]): { from: number; to: number }[] {
    const pieces = this.pieces.filter((piece) => piece.stretch === stretch)
    let at = 0
    const samples = pieces.flatMap(({ offsetMs, pcm }) => {
      expect(offsetMs).toBe(at)
      at += pcm.byteLength / 96
      return [...new Int16Array(pcm.buffer)]
    })
    const one = samples.filter((_, index) => index % 2 === (side === 'user' ? 0 : 1))
    const startedAt = pieces[0]?.startedAt ?? NaN
    return loudParts(Int16Array.from(one)).map(({ fromMs, toMs }) => ({
      from: startedAt + fromMs,
      to: startedAt + toMs,
    }))
  }
}

/** 16 bit, 500 Hz. */
const tone = (samples: number, rate: number): Uint8Array =>
  new Uint8Array(
    Int16Array.from({ length: samples }, (_, at) =>
      Math.round(12_000 * Math.sin((2 * Math.PI * 500 * at) / rate)),
    ).buffer,
  )

const near = (from: number, to: number): unknown => ({
  from: expect.closeTo(from, -1) as number,
  to: expect.closeTo(to, -1) as number,
})

let bench: Bench
beforeEach(() => {
  bench = new Bench(true)
})

it('records nothing unless the user wants it', async () => {
  bench = new Bench(false)
  bench.goLive()
  await bench.speak(1_000)
  await bench.answerFor(1_000)
  bench.recording.close()
  expect(bench.asked).toEqual([])
  expect(bench.state.current.recording).toEqual({ kind: 'off' })
})

it('puts both sides at their time, and says since when', async () => {
  bench.goLive()
  expect(bench.state.current.recording).toEqual({ kind: 'on', since: START })
  await bench.pass(1_000)
  await bench.speak(600)
  await bench.pass(400)
  await bench.answerFor(800)
  await bench.pass(1_000)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  expect(bench.state.current.recording).toEqual({ kind: 'off' })
  await bench.pass(1_000)
  expect(bench.loud('user')).toEqual([near(START + 1_000, START + 1_600)])
  expect(bench.loud('assistant')).toEqual([near(START + 2_000, START + 2_800)])
  expect(bench.asked[0]?.values[0]).toEqual(bench.conversation)
  expect(bench.ended).toEqual(bench.stretches)
})

it('hands it over as it comes, not at the end', async () => {
  bench.goLive()
  await bench.speak(5_000)
  const { offsetMs = 0, pcm } = bench.pieces.at(-1) ?? {}
  expect(offsetMs + (pcm?.byteLength ?? 0) / 96).toBeGreaterThan(5_000 - 1_000)
})

it('tells when the library has one, and when it has the whole of it', async () => {
  bench.goLive()
  expect(bench.kept).toBe(0)
  await bench.speak(3_000)
  expect(bench.kept).toBe(1)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  await bench.pass(1_000)
  expect(bench.kept).toBe(2)
})

it('tells of none that could not be kept', async () => {
  bench.goLive()
  bench.answer = () => Promise.reject(new LibraryError({ kind: 'full', detail: '' }))
  await bench.speak(3_000)
  expect(bench.kept).toBe(0)
})

it('holds of the voice only what was heard', async () => {
  bench.goLive()
  await bench.pass(500)
  await bench.answerFor(3_000, 700)
  await bench.pass(1_000)
  await bench.answerFor(200)
  await bench.pass(1_000)
  expect(bench.loud('assistant')).toEqual([
    near(START + 500, START + 1_200),
    near(START + 2_200, START + 2_400),
  ])
})

it('cuts no end off a voice that was rendered a little fast', async () => {
  bench.goLive()
  await bench.pass(500)
  bench.recording.voice(1, tone(24_000, 24_000))
  const tell = (type: 'started' | 'drained', heardSamples: number): void =>
    bench.recording.rendered({ type, reply: 1, heardSamples, at: bench.date })
  for (let heard = 0; heard < 24_000; heard += 2_400) {
    tell('started', heard + 1)
    await bench.pass(88)
  }
  tell('drained', 24_000)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  await bench.pass(1_000)
  expect(bench.loud('assistant')).toEqual([near(START + 500, START + 1_500)])
})

it('begins and ends when the user says so, and holds nothing of before and after', async () => {
  bench = new Bench(false)
  bench.goLive()
  await bench.speak(1_000)
  expect(bench.recording.setOn(true)).toEqual({ ok: true, value: null })
  const begun = bench.date
  await bench.speak(500)
  expect(bench.recording.setOn(false)).toEqual({ ok: true, value: null })
  expect(bench.state.current.recording).toEqual({ kind: 'off' })
  await bench.speak(2_000)
  expect(bench.loud('user')).toEqual([near(begun, begun + 500)])
  expect(bench.ended).toHaveLength(1)
})

it('is not begun where no conversation is on', () => {
  expect(bench.recording.setOn(true)).toMatchObject({ error: { reason: 'no-conversation' } })
})

it('keeps nothing of a conversation that never was', async () => {
  bench.state.update({ session: { kind: 'connecting', since: bench.date } })
  await bench.speak(2_000)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  await bench.pass(1_000)
  expect(bench.pieces).toEqual([])
})

it('rests in a pause, goes on after it in another stretch, and through a new connection in one', async () => {
  bench.goLive()
  await bench.speak(500)
  bench.state.update({ session: { kind: 'paused', since: bench.date, why: 'asleep' } })
  expect(bench.state.current.recording).toEqual({ kind: 'off' })
  await bench.pass(1_000)
  bench.goLive()
  const again = bench.date
  await bench.speak(300)
  bench.state.update({ session: reconnecting() })
  await bench.speak(300)
  await bench.pass(1_000)
  expect(bench.stretches).toHaveLength(2)
  expect(bench.loud('user', bench.stretches[1])).toEqual([near(again, again + 600)])
})

it('asks the setting again for each conversation', async () => {
  bench.goLive()
  bench.recording.setOn(false)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  bench.conversation = { id: 'another', startedAt: bench.date }
  bench.goLive()
  expect(bench.state.current.recording.kind).toBe('on')
  await bench.speak(1_000)
  expect(bench.asked.find(({ method }) => method === 'record')?.values[0]).toEqual(
    bench.conversation,
  )
})

it('asks it again for one that is gone on with, unless the user has said something of this one', async () => {
  const end = (): void => bench.state.update({ session: { kind: 'ended', at: bench.date } })
  const set = (recordConversations: boolean): void =>
    bench.state.update({ settings: { ...bench.state.current.settings, recordConversations } })
  bench.goLive()
  end()
  set(false)
  bench.goLive()
  expect(bench.state.current.recording.kind).toBe('off')
  bench.recording.setOn(true)
  end()
  bench.goLive()
  expect(bench.state.current.recording.kind).toBe('on')
  bench.recording.setOn(false)
  end()
  set(true)
  bench.goLive()
  expect(bench.state.current.recording.kind).toBe('off')
  await bench.pass(1_000)
})

it('begins another stretch when the computer’s clock was set', async () => {
  bench.goLive()
  await bench.speak(1_000)
  bench.set = 3_600_000
  await bench.speak(2_000)
  await bench.pass(1_000)
  const [, second] = bench.stretches
  expect(bench.stretches).toHaveLength(2)
  const [part] = bench.loud('user', second)
  expect(part?.from).toBeGreaterThan(START + 3_600_000 + 1_000)
  expect(part?.to).toBeCloseTo(START + 3_600_000 + 3_000, -1)
})

it('stops with a notice when it cannot be written, and can be tried again', async () => {
  bench.goLive()
  bench.answer = () => Promise.reject(new LibraryError({ kind: 'full', detail: '' }))
  await bench.speak(3_000)
  const error = { reason: 'recording-failed', detail: 'full' }
  expect(bench.state.current.recording).toMatchObject({ kind: 'failed', error })
  expect(bench.state.current.notices).toMatchObject([{ error }])
  expect(bench.pieces).toHaveLength(1)
  bench.answer = () => Promise.resolve(null)
  bench.recording.setOn(true)
  expect(bench.state.current).toMatchObject({ recording: { kind: 'on' }, notices: [] })
  await bench.speak(1_000)
  expect(bench.stretches).toHaveLength(2)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  expect(bench.state.current.recording).toEqual({ kind: 'off' })
})

it('says no longer that it failed once the conversation is over', async () => {
  bench.goLive()
  bench.answer = () => Promise.reject(new LibraryError({ kind: 'full', detail: '' }))
  await bench.speak(1_000)
  bench.state.update({ session: { kind: 'ended', at: bench.date } })
  expect(bench.state.current.recording).toEqual({ kind: 'off' })
})

it('stops when a minute of it waits to be written', async () => {
  bench.goLive()
  bench.answer = () => new Promise(() => undefined)
  await bench.pass(58_000)
  expect(bench.state.current.recording.kind).toBe('on')
  await bench.pass(5_000)
  expect(bench.state.current.recording).toMatchObject({ kind: 'failed', error: { detail: 'slow' } })
  expect(bench.pieces.length).toBeLessThanOrEqual(120)
})

it('hands over the last of it when the app ends', async () => {
  bench.goLive()
  await bench.speak(1_000)
  await bench.pass(60)
  bench.recording.close()
  expect(bench.loud('user')).toEqual([near(START, START + 1_000)])
  expect(bench.ended).toHaveLength(1)
})
