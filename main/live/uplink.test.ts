import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TalkMode } from '@contract/settings'
import { FakeConnection } from './testing'
import { Uplink } from './uplink'

const KEPT_CHUNKS = 250

function setUp() {
  let droppedMs = 0
  let chunks = 0
  const uplink = new Uplink((ms) => (droppedMs += ms))
  const connections: { readonly connection: FakeConnection; readonly mode: TalkMode }[] = []
  return {
    uplink,
    connections,
    droppedMs: () => droppedMs,
    given: () => chunks,
    attach: (mode: TalkMode): FakeConnection => {
      const connection = new FakeConnection()
      connections.push({ connection, mode })
      uplink.attach(connection, mode)
      return connection
    },
    /** Speaks so many chunks, each of which holds its number. */
    speak: (count: number) => {
      for (let i = 0; i < count; i += 1) uplink.audio(Uint8Array.of(chunks >> 8, chunks++ & 255))
    },
    /** The numbers of the chunks that were sent, over all connections. */
    sent: () =>
      connections
        .flatMap(({ connection }) => connection.sent)
        .flatMap((each) => (each.what === 'audio' ? [Buffer.from(each.bytes).readUInt16BE()] : [])),
  }
}

describe('Uplink', () => {
  it('sends a held activity that began before the connection, whole and in order', () => {
    const { uplink, attach, speak } = setUp()
    uplink.activityStart()
    speak(2)
    const connection = attach('push-to-talk')
    speak(1)
    uplink.activityEnd()
    expect(connection.words).toBe('start audio audio audio end')
  })

  it('goes on with an open activity over the next connection', () => {
    const { uplink, attach, speak, sent } = setUp()
    const first = attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    uplink.detach()
    speak(1)
    uplink.activityEnd()
    const second = attach('push-to-talk')
    expect([first.words, second.words]).toEqual(['start audio', 'start audio end'])
    expect(sent()).toEqual([0, 1])
  })

  it('marks nothing hands-free, and ends a stream of audio only after audio', () => {
    const { uplink, attach, speak } = setUp()
    const connection = attach('hands-free')
    uplink.audioPaused()
    uplink.activityStart()
    speak(2)
    uplink.activityEnd()
    uplink.audioPaused()
    uplink.audioPaused()
    expect(connection.words).toBe('audio audio stream-end')
  })

  it('ends a stream whose last words had to wait', () => {
    const { uplink, attach, speak } = setUp()
    speak(2)
    uplink.audioPaused()
    expect(attach('hands-free').words).toBe('audio audio stream-end')
  })

  it('opens no activity for what was still on its way when hands-free ended', () => {
    const { uplink, attach, speak, droppedMs } = setUp()
    attach('hands-free')
    speak(3)
    uplink.detach()
    speak(2)
    expect(attach('push-to-talk').words).toBe('')
    expect(droppedMs()).toBe(40)
  })

  it('keeps the newest five seconds', () => {
    const { attach, speak, sent, droppedMs } = setUp()
    speak(KEPT_CHUNKS + 10)
    attach('hands-free')
    expect(sent()).toEqual(Array.from({ length: KEPT_CHUNKS }, (_, index) => index + 10))
    expect(droppedMs()).toBe(200)
  })

  it('forgets what waits when the conversation is over', () => {
    const { uplink, attach, speak } = setUp()
    attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    uplink.clear()
    expect(attach('push-to-talk').words).toBe('')
  })

  it('lets pictures wait while the network is behind, and sends none offline', () => {
    const { uplink, attach } = setUp()
    const picture = Uint8Array.of(1)
    expect([uplink.frameReadiness, uplink.frame(picture)]).toEqual(['offline', false])
    const connection = attach('hands-free')
    connection.bufferedBytes = 64 * 1024
    expect([uplink.frameReadiness, uplink.frame(picture)]).toEqual(['behind', false])
    connection.bufferedBytes -= 1
    expect([uplink.frameReadiness, uplink.frame(picture)]).toEqual(['ready', true])
    expect(connection.words).toBe('frame')
  })
})

describe('Uplink, whatever happens', () => {
  const mode = fc.constantFrom<TalkMode>('push-to-talk', 'hands-free')
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.nat(120) },
    { weight: 3, arbitrary: fc.constantFrom('start', 'end', 'pause', 'detach', 'attach') },
  )
  type Step = number | 'start' | 'end' | 'pause' | 'detach' | 'attach'
  type Bench = ReturnType<typeof setUp>

  function take(bench: Bench, each: Step, talkMode: TalkMode): void {
    const { uplink } = bench
    if (typeof each === 'number') bench.speak(each)
    else if (each === 'start') uplink.activityStart()
    else if (each === 'end') uplink.activityEnd()
    else if (each === 'pause') uplink.audioPaused()
    else uplink.detach()
    // As the session does it: the old connection is left before the next is taken.
    if (each === 'attach') bench.attach(talkMode)
  }

  it('every connection sees what its mode allows, and no chunk comes twice or out of order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, mode), { maxLength: 40 }), (steps) => {
        const bench = setUp()
        for (const [each, talkMode] of steps) take(bench, each, talkMode)
        for (const each of bench.connections) {
          expect(each.connection.words).toMatch(
            each.mode === 'push-to-talk'
              ? /^(start( audio)* end( |$))*(start( audio)*)?$/
              : /^(audio( audio)* stream-end( |$))*(audio( audio)*)?$/,
          )
        }
        const sent = bench.sent()
        expect(sent).toEqual([...new Set(sent)].sort((a, b) => a - b))
      }),
    )
  })

  it('every chunk is sent, still waits, or is counted as dropped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, mode), { maxLength: 40 }), (steps) => {
        const bench = setUp()
        for (const [each, talkMode] of steps) take(bench, each, talkMode)
        bench.uplink.detach()
        const before = bench.sent().length
        // Hands-free takes all that waits.
        bench.attach('hands-free')
        expect(bench.sent().length - before).toBeLessThanOrEqual(KEPT_CHUNKS)
        expect(bench.sent().length * 20 + bench.droppedMs()).toBe(bench.given() * 20)
      }),
    )
  })

  it('while attached nothing is lost that the user meant to be heard', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), mode, (steps, talkMode) => {
        const bench = setUp()
        let attached = false
        let talking = talkMode === 'hands-free'
        for (const each of steps) {
          const before = bench.sent().length
          take(bench, each, talkMode)
          if (each === 'attach' || each === 'detach') attached = each === 'attach'
          if (talkMode === 'push-to-talk' && each === 'start') talking = true
          if (talkMode === 'push-to-talk' && each === 'end') talking = false
          if (attached && talking && typeof each === 'number') {
            expect(bench.sent().length - before).toBe(each)
          }
        }
      }),
    )
  })
})
