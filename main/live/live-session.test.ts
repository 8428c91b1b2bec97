import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionState } from '@contract/session'
import { silentLog } from '../log'
import type { ConnectionEvents, ConnectRequest, LiveConnection } from './live-client'
import { ConnectError, type ConnectionFailure } from './live-errors'
import { LiveSession, type SessionTarget } from './live-session'
import type { ServerEvent } from './server-events'
import { FakeConnection, SOME_WISHES } from './testing'
import { Uplink } from './uplink'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const TARGET: SessionTarget = {
  credentials: { kind: 'api-key', apiKey: 'k', baseUrl: 'https://server' },
  wishes: SOME_WISHES,
}
const wishing = (wishes: Partial<SessionTarget['wishes']>): SessionTarget => ({
  ...TARGET,
  wishes: { ...SOME_WISHES, ...wishes },
})
const lost: ConnectionFailure = { kind: 'closed', code: 1006, reason: '' }
const refused: ConnectionFailure = { kind: 'closed', code: 1007, reason: 'invalid argument' }
const passing = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
}

/** A try to connect, which the test lets succeed or fail. */
interface FakeDial {
  readonly request: ConnectRequest
  readonly events: ConnectionEvents
  readonly signal: AbortSignal | undefined
  readonly connection: FakeConnection
  succeed(): Promise<void>
  fail(failure: ConnectionFailure): Promise<void>
}

function setUp({ history = [{ role: 'user' as const, text: 'Hi' }] } = {}) {
  const dials: FakeDial[] = []
  const states: SessionState[] = []
  const events: ServerEvent[] = []
  const bench = { quiet: true }
  let droppedMs = 0
  const uplink = new Uplink((ms) => (droppedMs += ms))
  const session = new LiveSession({
    connect: (request, connectionEvents, signal) =>
      new Promise<LiveConnection>((resolve, reject) => {
        const connection = new FakeConnection()
        dials.push({
          request,
          events: connectionEvents,
          signal,
          connection,
          succeed: () => (resolve(connection), passing()),
          fail: (failure) => (reject(new ConnectError(failure)), passing()),
        })
      }),
    uplink,
    log: silentLog,
    now: Date.now,
    random: () => 1,
    onState: (state) => states.push(state),
    onEvent: (event) => events.push(event),
    onDropped: () => undefined,
    history: () => history,
    isQuiet: () => bench.quiet,
  })
  /** The dial that was made last. */
  const dial = (): FakeDial => {
    const last = dials.at(-1)
    if (!last) throw new Error('Nobody dialed')
    return last
  }
  const handleOf = ({ request }: FakeDial) => request.wishes.resumptionHandle
  return {
    session,
    uplink,
    dials,
    dial,
    states,
    events,
    bench,
    droppedMs: () => droppedMs,
    kinds: () => states.map(({ kind }) => kind),
    kind: () => session.state.kind,
    handles: () => dials.map(handleOf),
    /** The server says something over the newest connection. */
    say: (event: ServerEvent) => dial().events.onEvent(event),
    drop: async (failure = lost) => {
      dial().events.onEnd(failure)
      await passing()
    },
    goLive: async (target = TARGET) => {
      void session.start(target)
      await passing()
      await dial().succeed()
    },
  }
}
const handle = (name: string): ServerEvent => ({ type: 'resumption', handle: name })
const goAway = (timeLeftMs: number | null): ServerEvent => ({ type: 'go-away', timeLeftMs })

describe('a session', () => {
  it('connects, lives and ends', async () => {
    const { session, kinds, dial, goLive } = setUp()
    await goLive()
    expect(dial().request).toEqual({
      credentials: TARGET.credentials,
      wishes: SOME_WISHES,
    })
    await session.end()
    expect(kinds()).toEqual(['connecting', 'live', 'ended'])
    expect(dial().connection.closed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('sends what was said while it connected, and no history to a first connection', async () => {
    const { session, uplink, dial } = setUp()
    void session.start(TARGET)
    uplink.audio(Uint8Array.of(1, 2))
    await passing()
    await dial().succeed()
    expect(dial().connection.words).toBe('audio')
  })

  it('fails when its first connection fails, and may be started again', async () => {
    const { session, states, dial, dials, goLive } = setUp()
    void session.start(TARGET)
    await passing()
    await dial().fail({ kind: 'upgrade-refused', status: 503 })
    expect(states.at(-1)).toMatchObject({ kind: 'failed', error: { reason: 'server-error' } })
    await passing(60_000)
    expect(dials).toHaveLength(1)
    await goLive()
    expect(session.state.kind).toBe('live')
  })

  it('is started once', async () => {
    const { session, dials, goLive } = setUp()
    await goLive()
    await session.start(TARGET)
    expect(dials).toHaveLength(1)
  })

  it('waits with a new conversation until the last one’s connection is gone', async () => {
    const { session, uplink, dials, dial, goLive } = setUp()
    await goLive()
    let gone: () => void = () => undefined
    dial().connection.goodbye = new Promise((resolve) => (gone = resolve))
    const ending = session.end()
    void session.start(TARGET)
    await passing()
    expect(dials).toHaveLength(1)
    gone()
    await ending
    await passing()
    await dial().succeed()
    uplink.audio(Uint8Array.of(1, 2))
    expect(dial().connection.words).toBe('audio')
  })

  it('resolves its end when the connection is gone, however often it is asked', async () => {
    const { session, dial, goLive } = setUp()
    await goLive()
    let gone: () => void = () => undefined
    dial().connection.goodbye = new Promise((resolve) => (gone = resolve))
    void session.end()
    const ended = vi.fn()
    void session.end().then(ended)
    await passing()
    expect(ended).not.toHaveBeenCalled()
    gone()
    await passing()
    expect(ended).toHaveBeenCalledOnce()
  })

  it('leaves nothing when it is ended while it dials', async () => {
    const { session, dial, dials, kinds } = setUp()
    void session.start(TARGET)
    await passing()
    await session.end()
    expect(dial().signal?.aborted).toBe(true)
    // It had just succeeded when it was aborted.
    await dial().succeed()
    expect(dial().connection.closed).toBe(true)
    await passing(60_000)
    expect(dials).toHaveLength(1)
    expect(kinds()).toEqual(['connecting', 'ended'])
  })

  it('leaves nothing when it is ended while it waits to try again', async () => {
    const { session, dial, dials, drop, goLive, kinds } = setUp()
    await goLive()
    await drop()
    await dial().fail(lost)
    expect(vi.getTimerCount()).toBe(1)
    await session.end()
    expect(vi.getTimerCount()).toBe(0)
    expect(dials).toHaveLength(2)
    expect(kinds().at(-1)).toBe('ended')
  })

  it('sends typed text as its mode and model want it', async () => {
    for (const [model, talkMode, what] of [
      ['gemini-3.8-live', 'hands-free', 'text'],
      ['gemini-3.8-live', 'push-to-talk', 'turn'],
      ['gemini-3.1-flash-live-preview', 'push-to-talk', 'text'],
    ] as const) {
      const { session, dial, goLive } = setUp()
      expect(session.sendText('lost')).toBe(false)
      await goLive(wishing({ model, talkMode }))
      expect(session.sendText('Hello')).toBe(true)
      expect(dial().connection.sent).toEqual([{ what, text: 'Hello' }])
      await session.end()
      expect(session.sendText('late')).toBe(false)
    }
  })
})

describe('a connection that is lost', () => {
  it('is followed at once by another with the newest handle', async () => {
    const { session, states, handles, dial, say, drop, goLive } = setUp()
    await goLive()
    say(handle('old'))
    say(handle('new'))
    await drop()
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', cause: 'dropped', attempt: 1 })
    await dial().succeed()
    expect(handles()).toEqual([null, 'new'])
    expect(dial().connection.words).toBe('')
    expect(session.state.kind).toBe('live')
  })

  it('is followed by a fresh session that is told what was said, when there is no handle', async () => {
    const { dial, drop, goLive } = setUp({ history: [{ role: 'user', text: 'Where was I?' }] })
    await goLive()
    await drop()
    await dial().succeed()
    expect(dial().connection.sent).toEqual([{ what: 'history', text: 'user: Where was I?' }])
  })

  it('tells history before what was said meanwhile, and none to a model that refuses it', async () => {
    const { uplink, dial, drop, goLive } = setUp()
    await goLive()
    await drop()
    uplink.audio(Uint8Array.of(1, 2))
    await dial().succeed()
    expect(dial().connection.words).toBe('history audio')

    const careful = setUp()
    await careful.goLive(wishing({ model: 'gemini-3.1-flash-live-preview' }))
    await careful.drop()
    await careful.dial().succeed()
    expect(careful.dial().connection.words).toBe('')
  })

  it('is tried again with longer and longer waits, and at last without its handle', async () => {
    const { dial, dials, handles, say, drop, goLive, states } = setUp()
    await goLive()
    say(handle('h'))
    await drop()
    await dial().fail({ kind: 'upgrade-refused', status: 503 })
    await passing(599)
    expect(dials).toHaveLength(2)
    await passing(1)
    expect(states.at(-1)).toMatchObject({ attempt: 2 })
    await dial().fail({ kind: 'upgrade-refused', status: 503 })
    await passing(1_200)
    expect(handles()).toEqual([null, 'h', 'h', null])
    await dial().succeed()
    expect(dial().connection.words).toBe('history')
  })

  it('keeps its handle over a time without network', async () => {
    const { dial, handles, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    await drop()
    for (const waitMs of [600, 1_200, 2_400, 4_800]) {
      await dial().fail({ kind: 'network', code: 'ENOTFOUND' })
      await passing(waitMs)
    }
    expect(handles().slice(1)).toEqual(['h', 'h', 'h', 'h', 'h'])
  })

  it('begins afresh, once, when its handle is refused after a drop', async () => {
    const { session, dial, handles, say, drop, goLive } = setUp()
    await goLive()
    say(handle('stale'))
    await drop()
    await dial().fail(refused)
    await dial().fail(refused)
    expect(handles()).toEqual([null, 'stale', null])
    expect(session.state).toMatchObject({ kind: 'failed', error: { reason: 'setup-refused' } })
  })

  it('fails when only the user can help', async () => {
    const { session, dials, drop, goLive } = setUp()
    await goLive()
    await drop({ kind: 'closed', code: 1011, reason: 'You exceeded your current quota' })
    await passing(60_000)
    expect(session.state).toMatchObject({ kind: 'failed', error: { reason: 'quota-exhausted' } })
    expect(dials).toHaveLength(1)
  })

  it('fails in the end when the server takes every connection and drops it', async () => {
    const { kind, dial, dials, drop, goLive } = setUp()
    await goLive()
    while (kind() === 'live') {
      await drop()
      await passing(15_000)
      if (kind() === 'reconnecting') await dial().succeed()
    }
    expect(kind()).toBe('failed')
    expect(dials).toHaveLength(13)
  })

  it('counts from the start again once a connection has lived ten seconds', async () => {
    const { dial, drop, goLive, states } = setUp()
    await goLive()
    await drop()
    await dial().succeed()
    await drop()
    expect(states.at(-1)).toMatchObject({ attempt: 2 })
    await passing(600)
    await dial().succeed()
    await passing(10_000)
    await drop()
    expect(states.at(-1)).toMatchObject({ attempt: 1 })
  })

  it('says nothing any more, nor does one that was replaced', async () => {
    const { session, dials, dial, events, handles, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    const old = dials[0]
    await drop()
    await dial().succeed()
    old?.events.onEvent({ type: 'turn-complete' })
    old?.events.onEvent(handle('stale'))
    old?.events.onEvent(goAway(0))
    old?.events.onEnd(refused)
    await passing(60_000)
    expect(events).toEqual([])
    expect(session.state.kind).toBe('live')
    await drop()
    expect(handles()).toEqual([null, 'h', 'h'])
  })
})

describe('a notice that the connection will end', () => {
  it('is followed as soon as it has been quiet for a moment, old connection first', async () => {
    const { dials, dial, handles, say, goLive, session } = setUp()
    await goLive()
    await passing(10_000)
    say(goAway(50_000))
    // The handle that covers the last turn comes just after its end.
    say(handle('newest'))
    let gone: () => void = () => undefined
    dial().connection.goodbye = new Promise((resolve) => (gone = resolve))
    await passing(300)
    expect(session.state).toMatchObject({ kind: 'reconnecting', cause: 'go-away', attempt: 1 })
    expect(dials).toHaveLength(1)
    gone()
    await passing()
    expect(handles()).toEqual([null, 'newest'])
    await dial().succeed()
    expect(session.state.kind).toBe('live')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for quiet, which must last', async () => {
    const { dials, bench, say, goLive, session } = setUp()
    await goLive()
    bench.quiet = false
    say(goAway(50_000))
    session.noteQuiet()
    await passing(10_000)
    expect(dials).toHaveLength(1)
    bench.quiet = true
    session.noteQuiet()
    await passing(200)
    bench.quiet = false
    await passing(200)
    expect(dials).toHaveLength(1)
    bench.quiet = true
    session.noteQuiet()
    await passing(300)
    expect(dials).toHaveLength(2)
  })

  it.each([
    [50_000, 45_000],
    [10_000, 5_000],
    [3_000, 1_500],
    [0, 0],
    [null, 0],
  ])('of %j ms is followed after %d ms at the latest', async (timeLeftMs, latestMs) => {
    const { dials, bench, say, goLive } = setUp()
    await goLive()
    bench.quiet = false
    say(goAway(timeLeftMs))
    if (latestMs > 0) await passing(latestMs - 1)
    expect(dials).toHaveLength(1)
    await passing(1)
    expect(dials).toHaveLength(2)
  })

  it('does not make a storm when it meets every connection', async () => {
    const { kind, dial, dials, say, goLive } = setUp()
    await goLive()
    for (let tenths = 0; tenths < 600; tenths += 1) {
      if (kind() === 'live') say(goAway(0))
      else await dial().succeed()
      await passing(100)
    }
    expect(dials.length).toBeLessThanOrEqual(13)
  })

  it('keeps the handle and the session, however often it comes', async () => {
    const { session, kind, dial, dials, say, goLive } = setUp()
    await goLive()
    say({ type: 'resumption', handle: 'kept' })
    for (let times = 0; times < 20; times += 1) {
      say(goAway(0))
      await passing(16_000)
      expect(dials.at(-1)?.request.wishes.resumptionHandle).toBe('kept')
      if (kind() !== 'live') await dial().succeed()
    }
    expect(session.state.kind).toBe('live')
    expect(dials).toHaveLength(21)
  })

  it('means nothing once the conversation is over', async () => {
    const { session, dials, bench, say, goLive } = setUp()
    await goLive()
    bench.quiet = false
    say(goAway(50_000))
    await session.end()
    expect(vi.getTimerCount()).toBe(0)
    await passing(60_000)
    expect(dials).toHaveLength(1)
  })
})

describe('other settings', () => {
  const pushToTalk = wishing({ talkMode: 'push-to-talk' })
  const otherModel = wishing({ model: 'gemini-9' })

  it('are taken up by a connection with the handle', async () => {
    const { session, dial, states, say, goLive } = setUp()
    await goLive()
    say(handle('h'))
    void session.retarget(pushToTalk)
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', cause: 'settings-changed' })
    await passing()
    await dial().succeed()
    expect(dial().request.wishes).toMatchObject({ talkMode: 'push-to-talk', resumptionHandle: 'h' })
  })

  it('of another model begin a session that is told what was said', async () => {
    const { session, dial, say, goLive } = setUp()
    await goLive()
    say(handle('h'))
    void session.retarget(wishing({ model: 'gemini-3.8-live-extended-thinking' }))
    await passing()
    await dial().succeed()
    expect(dial().request.wishes).toMatchObject({ resumptionHandle: null })
    expect(dial().connection.words).toBe('history')
  })

  it.each(['connecting', 'reconnecting'])('replace a dial made while %s', async (kind) => {
    const { session, uplink, dials, dial, drop, goLive } = setUp()
    if (kind === 'connecting') void session.start(TARGET)
    else {
      await goLive()
      await drop()
    }
    await passing()
    const before = dial()
    void session.retarget(pushToTalk)
    await passing()
    expect(before.signal?.aborted).toBe(true)
    expect(dials.at(-1)).not.toBe(before)
    await dial().succeed()
    uplink.activityStart()
    expect(dial().connection.words).toContain('start')
    expect(session.state.kind).toBe('live')
  })

  it('wait for the old connection to be gone even when they change twice', async () => {
    const { session, dials, dial, goLive } = setUp()
    await goLive()
    let gone: () => void = () => undefined
    dial().connection.goodbye = new Promise((resolve) => (gone = resolve))
    void session.retarget(pushToTalk)
    void session.retarget(otherModel)
    await passing()
    expect(dials).toHaveLength(1)
    gone()
    await passing()
    expect(dials.map(({ request }) => request.wishes.model)).toEqual([
      TARGET.wishes.model,
      'gemini-9',
    ])
  })

  it('wait for the next conversation when none is on', async () => {
    const { session, dials } = setUp()
    await session.retarget(pushToTalk)
    expect(dials).toEqual([])
  })
})
