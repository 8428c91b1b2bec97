import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handle, lost, passing, setUp, TARGET, unavailable, wishing } from './session-bench'
import { SOME_WISHES } from './testing'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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
    session.start(TARGET)
    uplink.audio(Uint8Array.of(1, 2))
    await passing()
    await dial().succeed()
    expect(dial().connection.words).toBe('audio')
  })

  it('tries its first connection again, says why, and fails within about a minute', async () => {
    const { session, bench, states, dial, dials, goLive } = setUp()
    bench.random = 1
    session.start(TARGET)
    await passing()
    await dial().fail(unavailable)
    expect(states.at(-1)).toEqual({
      kind: 'reconnecting',
      cause: 'dropped',
      attempt: 1,
      error: { reason: 'server-error', detail: 'HTTP 503' },
      since: Date.now(),
      retryAt: Date.now() + 300,
    })
    const began = Date.now()
    while (session.state.kind !== 'failed') {
      await passing(100)
      if (session.state.kind === 'reconnecting' && session.state.retryAt === null) {
        await dial().fail(unavailable)
      }
    }
    expect(Date.now() - began).toBeGreaterThan(45_000)
    expect(Date.now() - began).toBeLessThan(90_000)
    expect(session.state).toMatchObject({ error: { reason: 'server-error' } })
    const tries = dials.length
    await passing(600_000)
    expect(dials).toHaveLength(tries)
    await goLive()
    expect(session.state.kind).toBe('live')
  })

  it('fails at once when its first connection meets what only the user can change', async () => {
    const { session, dial, dials } = setUp()
    session.start(TARGET)
    await passing()
    await dial().fail({ kind: 'closed', code: 1008, reason: 'API_KEY_INVALID' })
    expect(session.state).toMatchObject({ kind: 'failed', error: { reason: 'key-refused' } })
    await passing(60_000)
    expect(dials).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is started once', async () => {
    const { session, dials, goLive } = setUp()
    await goLive()
    session.start(TARGET)
    expect(dials).toHaveLength(1)
  })

  it('waits with a new conversation until the last one’s connection is gone', async () => {
    const { session, uplink, dials, dial, goLive } = setUp()
    await goLive()
    let gone: () => void = () => undefined
    dial().connection.goodbye = new Promise((resolve) => (gone = resolve))
    const ending = session.end()
    session.start(TARGET)
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
    session.start(TARGET)
    await passing()
    // It has just succeeded when it is aborted.
    void dial().succeed()
    await session.end()
    expect(dial().signal?.aborted).toBe(true)
    expect(dial().connection.closed).toBe(true)
    await passing(60_000)
    expect(dials).toHaveLength(1)
    expect(kinds()).toEqual(['connecting', 'ended'])
  })

  it('leaves nothing when it is ended while it waits to try again', async () => {
    const { session, bench, dial, dials, drop, goLive, kinds } = setUp()
    await goLive()
    await drop()
    bench.random = 1
    await dial().fail(lost)
    expect(vi.getTimerCount()).toBe(1)
    await session.end()
    expect(vi.getTimerCount()).toBe(0)
    await passing(60_000)
    expect(dials).toHaveLength(2)
    expect(kinds().at(-1)).toBe('ended')
  })

  it('sends typed text as its mode and model want it', async () => {
    for (const [model, talkMode, what] of [
      ['gemini-3.8-live', 'hands-free', 'text'],
      ['gemini-3.8-live', 'push-to-talk', 'turn'],
      ['gemini-3.1-flash-live-preview', 'push-to-talk', 'text'],
    ] as const) {
      const { session, uplink, dial, goLive } = setUp()
      expect(uplink.text('lost')).toBeNull()
      await goLive(wishing({ model, talkMode }))
      expect(uplink.text('Hello')).not.toBeNull()
      expect(dial().connection.sent).toEqual([{ what, text: 'Hello' }])
      await session.end()
      expect(uplink.text('late')).toBeNull()
    }
  })
})

describe('other settings', () => {
  const pushToTalk = wishing({ talkMode: 'push-to-talk' })
  const otherModel = wishing({ model: 'gemini-9' })

  it('are taken up by a connection with the handle', async () => {
    const { session, dial, states, say, goLive } = setUp()
    await goLive()
    say(handle('h'))
    session.retarget(pushToTalk)
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', cause: 'settings-changed' })
    await passing()
    await dial().succeed()
    expect(dial().request.wishes).toMatchObject({ talkMode: 'push-to-talk', resumptionHandle: 'h' })
  })

  it('of another model begin a session that is told what was said', async () => {
    const { session, dial, say, goLive } = setUp()
    await goLive()
    say(handle('h'))
    session.retarget(wishing({ model: 'gemini-3.8-live-extended-thinking' }))
    await passing()
    await dial().succeed()
    expect(dial().request.wishes).toMatchObject({ resumptionHandle: null })
    expect(dial().connection.words).toBe('history')
  })

  it.each(['connecting', 'reconnecting'])('replace a dial made while %s', async (kind) => {
    const { session, uplink, dials, dial, drop, goLive } = setUp()
    if (kind === 'connecting') session.start(TARGET)
    else {
      await goLive()
      await drop()
    }
    await passing()
    const before = dial()
    session.retarget(pushToTalk)
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
    session.retarget(pushToTalk)
    session.retarget(otherModel)
    await passing()
    expect(dials).toHaveLength(1)
    gone()
    await passing()
    expect(dials.map(({ request }) => request.wishes.model)).toEqual([
      TARGET.wishes.model,
      'gemini-9',
    ])
  })

  it('wait for the next conversation when none is on', () => {
    const { session, dials } = setUp()
    session.retarget(pushToTalk)
    expect(dials).toEqual([])
  })
})
