import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handle, passing, setUp } from './session-bench'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a computer that sleeps', () => {
  it('leaves no connection open, and goes on at once with the handle when it wakes', async () => {
    const { session, states, handles, dial, dials, say, goLive } = setUp()
    await goLive()
    say(handle('h'))
    session.sleep()
    session.sleep()
    await passing()
    expect(dial().connection.closed).toBe(true)
    expect(states.at(-1)).toMatchObject({ kind: 'paused', why: 'asleep' })
    expect(vi.getTimerCount()).toBe(0)
    session.hurry()
    await passing(3_600_000)
    expect(dials).toHaveLength(1)
    session.wake()
    session.wake()
    await passing()
    expect(handles()).toEqual([null, 'h'])
    await dial().succeed()
    expect(session.state.kind).toBe('live')
  })

  it('forgets what was said before', async () => {
    const { session, uplink, dial, goLive } = setUp()
    await goLive()
    uplink.detach()
    uplink.audio(Uint8Array.of(1, 2))
    session.sleep()
    await passing()
    session.wake()
    await passing()
    await dial().succeed()
    expect(dial().connection.words).toBe('history')
  })

  it.each(['dialing', 'waiting'])('sleeps while %s, too', async (when) => {
    const { session, bench, dial, dials, drop, goLive } = setUp()
    await goLive()
    bench.random = when === 'waiting' ? 1 : 0
    await drop()
    const tries = dials.length
    session.sleep()
    await passing(60_000)
    expect(dials).toHaveLength(tries)
    session.wake()
    await passing()
    await dial().succeed()
    expect(session.state.kind).toBe('live')
  })

  it('though nobody said that it would, is dialed anew once', async () => {
    const { session, dials, dial, goLive } = setUp()
    await goLive()
    const first = dial().connection
    session.wake()
    await passing()
    expect(first.closed).toBe(true)
    expect(dials).toHaveLength(2)
    // The system tells of it, too.
    session.wake()
    await dial().succeed()
    session.wake()
    await passing()
    expect(dials).toHaveLength(2)
    expect(session.state.kind).toBe('live')
  })

  it('means nothing to a conversation that is not on, and leaves one that is ended', async () => {
    const { session, dials, goLive } = setUp()
    session.sleep()
    session.wake()
    expect(dials).toEqual([])
    await goLive()
    session.sleep()
    await session.end()
    session.wake()
    await passing(60_000)
    expect(dials).toHaveLength(1)
    expect(session.state.kind).toBe('ended')
  })
})

describe('a network that changes', () => {
  it('ends the wait', async () => {
    const { session, bench, dials, drop, goLive } = setUp()
    await goLive()
    bench.random = 1
    await drop()
    session.hurry()
    await passing()
    expect(dials).toHaveLength(2)
  })

  it('replaces a dial that is under way by one other', async () => {
    const { session, dials, drop, goLive } = setUp()
    await goLive()
    await drop()
    session.hurry()
    await passing()
    expect(dials.map(({ signal }) => signal?.aborted)).toEqual([true, true, false])
  })

  it('makes no storm, however often it does', async () => {
    const { session, dials, drop, goLive } = setUp()
    await goLive()
    await drop()
    for (let seconds = 0; seconds < 60; seconds += 1) {
      for (let times = 0; times < 20; times += 1) session.hurry()
      await passing(1_000)
    }
    expect(dials.length).toBeLessThanOrEqual(1 + 24)
  })

  it('means nothing to a live connection', async () => {
    const { session, dials, goLive } = setUp()
    await goLive()
    session.hurry()
    await passing(60_000)
    expect(dials).toHaveLength(1)
    expect(session.state.kind).toBe('live')
  })
})

describe('a peer that is gone', () => {
  const speak = ({ uplink }: ReturnType<typeof setUp>): void => uplink.audio(Uint8Array.of(1, 2))

  it('and says nothing while audio is sent is asked after 20 s and left after 60 s', async () => {
    const all = setUp()
    await all.goLive()
    all.say(handle('h'))
    const first = all.dial().connection
    for (let seconds = 0; seconds < 59; seconds += 1) {
      speak(all)
      await passing(1_000)
      expect(first.pings).toBe(seconds < 20 ? 0 : 1)
    }
    expect(all.dials).toHaveLength(1)
    await passing(2_000)
    expect(all.handles()).toEqual([null, 'h'])
    expect(all.states.at(-1)).toMatchObject({
      kind: 'reconnecting',
      error: { reason: 'server-timeout', detail: 'no sign of life' },
    })
  })

  it('is not one that answers, however late, nor one to whom nothing is said', async () => {
    const all = setUp()
    await all.goLive()
    for (let seconds = 0; seconds < 600; seconds += 1) {
      if (seconds % 55 === 0) all.dial().events.onAlive?.()
      speak(all)
      await passing(1_000)
    }
    all.dial().events.onAlive?.()
    await passing(1_000)
    all.dial().events.onAlive?.()
    await passing(500_000)
    expect(all.dials).toHaveLength(1)
    expect(all.kind()).toBe('live')
  })

  it('is found at once when this computer has lost the address', async () => {
    const { session, dials, handles, dial, say, goLive } = setUp()
    await goLive()
    say(handle('h'))
    dial().connection.localAddress = '10.0.0.2'
    session.noteAddresses(new Set(['127.0.0.1', '10.0.0.2']))
    await passing()
    expect(dials).toHaveLength(1)
    session.noteAddresses(new Set(['127.0.0.1', '192.168.1.7']))
    await passing()
    expect(handles()).toEqual([null, 'h'])
  })
})
