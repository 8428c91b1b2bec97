/** Lines that are cut, sent away, and refused again. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { CLOSES } from '../../simulator/close-reasons'
import { scripted } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from '../protocol/harness'
import { startRawServer } from './raw-server'
import { QUICK } from './quick-reply'
import { heardNumbers, losses, speakNumbers, stage, watchStates, type Stage } from './stage'

const ANSWERS = scripted([{ ...QUICK, text: 'Yes.' }])

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Hands-free, so that nothing is answered to the numbers. */
const SILENT = scripted([null])

describe('a line that is cut while the user speaks', () => {
  it.each([
    [13, 'reset'],
    [14, 'fin'],
  ] as const)('row %i: by %s: resumed within 2 s, 100 ms lost at most', async (_row, how) => {
    const s = await stage({ scenario: SILENT, weather: { latencyMs: 20 } })
    await goLive(s)
    const speech = speakNumbers(s)
    await eventually(() => expect(speech.spoken).toBeGreaterThan(25))
    const cutAt = performance.now()
    const next = s.simulator.nextConnection()
    s.proxy.cut(how)
    const second = await next
    await eventually(() => expect(second.audio.byteLength).toBeGreaterThan(0))
    expect(performance.now() - cutAt).toBeLessThan(2_000)
    expect(second.setup?.sessionResumption?.handle).toBeTruthy()
    await delay(400)
    speech.stop()
    await eventually(() =>
      expect(Math.max(...heardNumbers(s.simulator.connections))).toBe(speech.spoken - 1),
    )
    const { lostMs, doubled, outOfOrder } = losses(heardNumbers(s.simulator.connections))
    expect(lostMs).toBeLessThanOrEqual(100)
    expect({ doubled, outOfOrder }).toEqual({ doubled: 0, outOfOrder: 0 })
  })
})

describe('a notice of the server', () => {
  const speakThrough = async (notice: object): Promise<Stage> => {
    const s = await stage({ scenario: SILENT, weather: { latencyMs: 20 } })
    await goLive(s)
    const speech = speakNumbers(s)
    await eventually(() => expect(speech.spoken).toBeGreaterThan(10))
    const next = s.simulator.nextConnection()
    s.simulator.connections[0]?.send(notice)
    const second = await next
    await eventually(() => expect(second.audio.byteLength).toBeGreaterThan(0))
    speech.stop()
    await eventually(() =>
      expect(Math.max(...heardNumbers(s.simulator.connections))).toBe(speech.spoken - 1),
    )
    expect(s.simulator.connections).toHaveLength(2)
    return s
  }
  const WHOLE = { lostMs: 0, doubled: 0, outOfOrder: 0 }

  it('row 10: in the middle of what is said: nothing lost, nothing doubled', async () => {
    const s = await speakThrough({ goAway: { timeLeft: '4s' } })
    expect(losses(heardNumbers(s.simulator.connections))).toEqual(WHOLE)
  })

  it.each([
    ['0s', { timeLeft: '0s' }],
    ['no time', {}],
    ['abc', { timeLeft: 'abc' }],
    ['a number', { timeLeft: 7 }],
    ['-5s', { timeLeft: '-5s' }],
  ])('row 11: of %s: left in good time all the same', async (_name, goAway) => {
    const s = await speakThrough({ goAway })
    expect(losses(heardNumbers(s.simulator.connections))).toEqual(WHOLE)
  })

  it('row 11: of a billion seconds: does not make it wait for ever, nor leave at once', async () => {
    const b = await bench({ scenario: ANSWERS })
    await goLive(b)
    b.simulator.connections[0]?.send({ goAway: { timeLeft: '1e9s' } })
    b.simulator.connections[0]?.send({ goAway: { timeLeft: '999999s' } })
    b.engine.conversation.sendText('Are you there?')
    await eventually(() =>
      expect(b.transcript()).toEqual(['user: Are you there?', 'assistant: Yes.']),
    )
    await b.until(({ session }) => session.kind === 'live')
  })
})

describe('a server that hangs up', () => {
  /** Closes so on these dials, once they are set up; the others live. */
  const closing = (close: { code: number; reason: string }, dials: readonly number[]) =>
    scripted([{ ...QUICK, text: 'Yes.' }], {
      onSetup: (dial) => (dials.includes(dial) ? close : 'complete'),
    })
  /** The handle that covers a turn comes after it. */
  const haveHandle = async (b: Bench): Promise<void> => {
    b.engine.conversation.sendText('Hello')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    await eventually(() =>
      expect(b.events.filter(({ kind }) => kind === 'resumption').length).toBeGreaterThan(0),
    )
  }
  const isLiveAgain = async (b: Bench): Promise<void> => {
    await b.until(({ session }) => session.kind === 'live')
    b.engine.conversation.sendText('Are you there?')
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Yes.'))
  }

  it('row 16: 1011 once resumes with the handle', async () => {
    const b = await bench({ scenario: ANSWERS })
    await goLive(b)
    b.engine.conversation.sendText('One')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    const next = b.simulator.nextConnection()
    b.simulator.connections[0]?.close(1011, CLOSES.internal.reason)
    expect((await next).setup?.sessionResumption?.handle).toBeTruthy()
    await isLiveAgain(b)
  })

  it('row 16: 1011 again and again begins afresh, with what was said so far, and no storm', async () => {
    const b = await bench({ scenario: closing(CLOSES.internal, [2, 3, 4, 5]) })
    await goLive(b)
    b.engine.conversation.sendText('My colour is blue')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    const from = performance.now()
    b.simulator.connections[0]?.close(1011, CLOSES.internal.reason)
    await b.until(({ session }) => session.kind === 'reconnecting')
    await b.until(({ session }) => session.kind === 'live')
    const seconds = (performance.now() - from) / 1_000
    const last = b.simulator.connections.at(-1)
    expect(last?.setup?.sessionResumption?.handle).toBeUndefined()
    const told = await last?.waitFor(({ kind }) => kind === 'clientContent')
    expect(JSON.stringify(told?.content)).toContain('My colour is blue')
    expect(b.simulator.connections.length).toBeLessThanOrEqual(6)
    expect(seconds).toBeLessThan(8)
  })

  it('row 17: 1011 that means quota stops, says so, and does not dial again', async () => {
    const b = await bench({ scenario: ANSWERS })
    const states = watchStates(b)
    await goLive(b)
    b.simulator.connections[0]?.close(CLOSES.quota.code, CLOSES.quota.reason)
    await b.until(({ session }) => session.kind === 'failed')
    await delay(700)
    expect(b.engine.state.current.session).toMatchObject({ error: { reason: 'quota-exhausted' } })
    expect(b.simulator.connections).toHaveLength(1)
    expect(states.filter((state) => state.startsWith('reconnecting'))).toEqual([])
  })

  it('row 18: 1007 after resuming makes one fresh try, then says why', async () => {
    const wrong = { code: 1007, reason: 'Request contains an invalid argument.' }
    const b = await bench({ scenario: closing(wrong, [2, 3]) })
    await goLive(b)
    await haveHandle(b)
    b.simulator.connections[0]?.terminate()
    await b.until(({ session }) => session.kind === 'failed')
    await delay(700)
    expect(b.engine.state.current.session).toMatchObject({ error: { reason: 'setup-refused' } })
    expect(b.simulator.connections).toHaveLength(3)
  })

  it('row 18: 1007 to the handle alone goes on in a fresh session', async () => {
    const wrong = { code: 1007, reason: 'Request contains an invalid argument.' }
    const b = await bench({ scenario: closing(wrong, [2]) })
    await goLive(b)
    await haveHandle(b)
    b.simulator.connections[0]?.terminate()
    await eventually(() => expect(b.simulator.connections).toHaveLength(3))
    await isLiveAgain(b)
    expect(b.simulator.connections[2]?.setup?.sessionResumption?.handle).toBeUndefined()
  })
})

describe('handles', () => {
  it('row 20: an empty one, one that cannot be resumed and one of 1 MB leave the last good one', async () => {
    const raw = await startRawServer()
    const b = await bench({ baseUrl: raw.url })
    await goLive(b)
    raw.isPolite = true
    for (const update of [
      { newHandle: 'the-good-one', resumable: true },
      { newHandle: '', resumable: true },
      { newHandle: 'not-now', resumable: false },
      { resumable: true },
      { newHandle: 'h'.repeat(1_000_000), resumable: true },
      { newHandle: 7, resumable: true },
    ]) {
      raw.connections[0]?.send({ sessionResumptionUpdate: update })
    }
    raw.connections[0]?.send({ goAway: { timeLeft: '1s' } })
    await eventually(() => expect(raw.connections).toHaveLength(2))
    expect(raw.connections[1]?.received[0]).toContain('"handle":"the-good-one"')
  })
})

describe('a clock that is wrong', () => {
  const DAYS_MS = 10 * 24 * 60 * 60_000

  it('row 64: the wall clock jumps ten days to and fro: no storm, and lines keep their order', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const b = await bench({ scenario: ANSWERS })
    const states = watchStates(b)
    await goLive(b)
    const now = Date.now()
    for (const [at, jump] of [0, DAYS_MS, -DAYS_MS, 0].entries()) {
      vi.setSystemTime(now + jump)
      b.engine.conversation.sendText(`Question ${at}`)
      await eventually(() => expect(b.transcript()).toHaveLength(2 * at + 2))
      await delay(200)
    }
    expect(b.transcript()).toEqual(
      [0, 1, 2, 3].flatMap((at) => [`user: Question ${at}`, 'assistant: Yes.']),
    )
    expect(states).toEqual(['connecting', 'live'])
    expect(b.simulator.connections).toHaveLength(1)
  })
})

describe('a bad network', () => {
  it('row 21: a line that flaps is dialled less and less often, until it lives', async () => {
    const s = await stage({ scenario: SILENT })
    await goLive(s)
    for (let flap = 0; flap < 5; flap += 1) {
      s.proxy.cut('reset')
      await s.until(({ session }) => session.kind === 'reconnecting')
      await s.until(({ session }) => session.kind === 'live')
    }
    const attempts = s.states.flatMap((state) => /^reconnecting (\d+)$/.exec(state)?.[1] ?? [])
    // It never lived for ten seconds, so that no failure was forgotten.
    expect(attempts).toEqual(['1', '2', '3', '4', '5'])
  })

  it('row 23: 800 ms of latency, give or take 400, are not taken for the end', async () => {
    const s = await stage({ scenario: ANSWERS, weather: { latencyMs: 600, jitterMs: 400 } })
    await goLive(s)
    s.engine.conversation.sendText('Are you there?')
    await eventually(() =>
      expect(s.transcript()).toEqual(['user: Are you there?', 'assistant: Yes.']),
    )
    expect(s.states).toEqual(['connecting', 'live'])
    expect(s.proxy.accepted).toBe(1)
  })

  it('row 24: back from offline it is live again soon, and does not replay what is old', async () => {
    const s = await stage({ scenario: SILENT })
    await goLive(s)
    s.proxy.refuse()
    s.proxy.cut('reset')
    await s.until(({ session }) => session.kind === 'reconnecting')
    const speech = speakNumbers(s)
    await delay(6_500)
    const spokenOffline = speech.spoken
    const next = s.simulator.nextConnection()
    await s.proxy.heal()
    const second = await next
    await eventually(() => expect(second.audio.byteLength).toBeGreaterThan(0))
    // Kept are the last five seconds.
    const [first = 0] = heardNumbers([second])
    expect(spokenOffline - first).toBeLessThanOrEqual(5_000 / 20 + 250)
    expect(first).toBeGreaterThan(0)
  }, 30_000)
})
