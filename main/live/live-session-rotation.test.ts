import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { goAway, handle, passing, setUp, TARGET } from './session-bench'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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
    await session.end()
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['answers, and the socket is full', 'answered', 1_000, 0],
    ['does not answer, and the socket is full', 'unanswered', 1_000, 40],
    ['answers, and the network has all', 'answered', 0, 0],
    ['does not answer, and the network has all', 'unanswered', 0, 40],
  ] as const)('counts what its peer was given last when that %s', async (_, answer, held, ms) => {
    const { dial, uplink, say, goLive, droppedMs } = setUp()
    await goLive()
    await passing(10_000)
    const { connection } = dial()
    uplink.audio(new Uint8Array(640))
    await passing(2_000)
    connection.bufferedBytes = held
    uplink.audio(new Uint8Array(640))
    uplink.audio(new Uint8Array(640))
    connection.answer = answer
    say(goAway(50_000))
    await passing(300)
    expect(connection.closed).toBe(true)
    expect(droppedMs()).toBe(ms)
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
    [0, 2_500],
    [null, 2_500],
    [999_999_000, 2_500],
  ])('of %j ms is followed after %d ms at the latest', async (timeLeftMs, latestMs) => {
    const { dials, bench, say, goLive } = setUp()
    await goLive()
    await passing(10_000)
    bench.quiet = false
    say(goAway(timeLeftMs))
    await passing(latestMs - 1)
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

  it('is the end after ten minutes in which it met every connection', async () => {
    const { session, kind, dial, dials, handles, say, goLive } = setUp()
    await goLive()
    say(handle('kept'))
    const began = Date.now()
    while (kind() !== 'paused' && Date.now() - began < 1_200_000) {
      if (kind() === 'live') say(goAway(0))
      else await dial().succeed()
      await passing(1_000)
    }
    expect(session.state).toMatchObject({ kind: 'paused', why: 'gave-up' })
    expect((Date.now() - began) / 60_000).toBeCloseTo(10, 0)
    expect(vi.getTimerCount()).toBe(0)
    const tries = dials.length
    session.start(TARGET)
    await passing()
    expect(handles().slice(tries)).toEqual(['kept'])
  })

  it('is not needed: a connection is left at nine minutes, in a quiet moment', async () => {
    const { dials, handles, bench, say, goLive, session } = setUp()
    await goLive()
    say(handle('h'))
    bench.quiet = false
    await passing(9 * 60_000 + 39_999)
    expect(dials).toHaveLength(1)
    await passing(1)
    expect(handles()).toEqual([null, 'h'])
    await dials[1]?.succeed()
    bench.quiet = true
    await passing(9 * 60_000 + 299)
    expect(dials).toHaveLength(2)
    await passing(1)
    expect(dials).toHaveLength(3)
    expect(session.state).toMatchObject({ cause: 'go-away', attempt: 1, error: null })
  })

  it('is awaited where there is no handle', async () => {
    const { dials, goLive } = setUp()
    await goLive()
    await passing(3_600_000)
    expect(dials).toHaveLength(1)
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
