import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  goAway,
  handle,
  internal,
  isTrying,
  passing,
  refused,
  setUp,
  TARGET,
  unavailable,
  wishing,
} from './session-bench'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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

  it('is tried again with longer and longer waits', async () => {
    const { bench, dial, dials, drop, goLive, states } = setUp()
    await goLive()
    bench.random = 1
    await drop()
    for (const waitMs of [300, 600, 1_200, 2_400, 4_800, 9_600, 15_000, 15_000]) {
      const tries = dials.length
      expect(states.at(-1)).toMatchObject({ retryAt: Date.now() + waitMs })
      await passing(waitMs - 1)
      expect(dials).toHaveLength(tries)
      await passing(1)
      expect(dials).toHaveLength(tries + 1)
      await dial().fail(unavailable)
    }
    expect(states.at(-1)).toMatchObject({ attempt: 9, error: { reason: 'server-error' } })
  })

  it('keeps its handle over a time without network', async () => {
    const { dial, handles, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    await drop()
    for (let times = 0; times < 4; times += 1) {
      await dial().fail({ kind: 'network', code: 'ENOTFOUND' })
      await passing()
    }
    expect(handles().slice(1)).toEqual(['h', 'h', 'h', 'h', 'h'])
  })

  it('heals by itself after five minutes without network', async () => {
    const { session, dial, say, drop, goLive, bench } = setUp()
    await goLive()
    say(handle('h'))
    bench.random = 0.5
    await drop()
    const began = Date.now()
    while (Date.now() - began < 300_000) {
      await passing(50)
      if (isTrying(session.state)) await dial().fail({ kind: 'network', code: 'ENETUNREACH' })
    }
    await passing(15_000)
    await dial().succeed()
    expect(session.state.kind).toBe('live')
    expect(dial().request.wishes.resumptionHandle).toBe('h')
  })

  it('is given up after ten minutes, and gone on with at the user’s word', async () => {
    const { session, dial, dials, uplink, say, drop, goLive, bench } = setUp()
    await goLive()
    say(handle('h'))
    bench.random = 0.5
    await drop()
    const began = Date.now()
    while (session.state.kind === 'reconnecting') {
      await passing(50)
      if (isTrying(session.state)) await dial().fail({ kind: 'network', code: 'ENETUNREACH' })
    }
    expect(session.state).toMatchObject({ kind: 'paused', why: 'gave-up' })
    expect(Date.now() - began).toBeGreaterThanOrEqual(600_000)
    expect(Date.now() - began).toBeLessThan(616_000)
    expect(vi.getTimerCount()).toBe(0)
    const tries = dials.length
    await passing(3_600_000)
    session.hurry()
    expect(dials).toHaveLength(tries)
    uplink.clear()
    session.start(TARGET)
    await passing()
    expect(dial().request.wishes.resumptionHandle).toBe('h')
    await dial().succeed()
    expect(session.state.kind).toBe('live')
  })

  it('waits as long as the server asks, whoever hurries', async () => {
    const { session, dial, dials, drop, goLive } = setUp()
    await goLive()
    await drop()
    await dial().fail({ kind: 'upgrade-refused', status: 429, retryAfterMs: 7_000 })
    expect(session.state).toMatchObject({ kind: 'reconnecting', error: { reason: 'server-busy' } })
    session.hurry()
    await passing(6_999)
    expect(dials).toHaveLength(2)
    await passing(1)
    expect(dials).toHaveLength(3)
  })

  it('resumes once after a fault of the server, then begins afresh and says so', async () => {
    const { dial, handles, notices, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    await drop(internal)
    await dial().fail(internal)
    await passing()
    expect(handles()).toEqual([null, 'h', null])
    await dial().succeed()
    expect(dial().connection.words).toBe('history')
    expect(notices).toEqual(['context-rebuilt'])
  })

  it('begins afresh when the session fails again soon after it was resumed', async () => {
    const { dial, handles, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    await drop(internal)
    await dial().succeed()
    await passing(5_000)
    await drop(internal)
    expect(handles()).toEqual([null, 'h', null])
  })

  it('begins afresh once when what was said is refused, and drops it; not twice', async () => {
    const { session, uplink, dial, handles, droppedMs, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    const ended = dial().events
    uplink.detach()
    uplink.audio(Uint8Array.of(1, 2))
    ended.onEnd(refused)
    expect(droppedMs()).toBe(20)
    await passing()
    await dial().succeed()
    expect(dial().connection.words).toBe('history')
    expect(handles()).toEqual([null, null])
    await passing(30_000)
    await drop(refused)
    expect(session.state).toMatchObject({
      kind: 'failed',
      error: { reason: 'setup-refused', detail: 'invalid argument (code 1007)' },
    })
  })

  it('does not try a handle that is older than two hours', async () => {
    const { dial, handles, notices, say, drop, goLive } = setUp()
    await goLive()
    say(handle('h'))
    await passing(7_200_001)
    await drop()
    expect(handles().at(-1)).toBeNull()
    await dial().succeed()
    expect(notices).toEqual(['context-rebuilt'])
  })

  it('says when the model cannot be told what was said', async () => {
    const { dial, notices, drop, goLive } = setUp()
    await goLive(wishing({ model: 'gemini-3.1-flash-live-preview' }))
    await drop()
    await dial().succeed()
    expect(notices).toEqual(['context-lost'])
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

  it('is given up in the end when the server takes every connection and drops it', async () => {
    const { kind, session, dial, dials, drop, goLive } = setUp()
    await goLive()
    const began = Date.now()
    while (kind() !== 'paused') {
      if (kind() === 'live') await passing(3_000).then(() => drop())
      if (isTrying(session.state)) await dial().succeed()
      else if (kind() === 'reconnecting') await passing(100)
    }
    const minutes = (Date.now() - began) / 60_000
    expect(minutes).toBeCloseTo(10, 0)
    expect(dials.length).toBeLessThanOrEqual(12 * (minutes + 1))
  })

  it('counts from the start again once a connection has lived ten seconds', async () => {
    const { dial, drop, goLive, states } = setUp()
    await goLive()
    await drop()
    await dial().succeed()
    await passing(9_999)
    await drop()
    expect(states.at(-1)).toMatchObject({ attempt: 2 })
    await dial().succeed()
    await passing(10_000)
    await drop()
    expect(states.at(-1)).toMatchObject({ attempt: 1 })
  })

  it('counts from the start again also when the user chose other settings meanwhile', async () => {
    const { session, dial, drop, goLive, states } = setUp()
    await goLive()
    await drop()
    await dial().succeed()
    await passing(600_000)
    session.retarget(wishing({ talkMode: 'push-to-talk' }))
    await passing()
    await dial().fail(unavailable)
    expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', attempt: 1 })
    await dial().succeed()
    expect(session.state.kind).toBe('live')
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
