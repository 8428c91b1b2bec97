/** Sound that a page hands over late: what was captured long ago is not sent as if it were new. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settingsSchema, type Settings } from '@contract/settings'
import type { AppState } from '@contract/state'
import { uplinkBench } from './live/testing-uplink'
import { Question } from './question'
import { StateCell } from './state-cell'
import { Talk } from './talk'
import { makeLane } from './testing-microphone'

const START = Date.UTC(2026, 0, 1)

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

/** A live conversation whose microphone is open; chunks are captured every 20 ms. */
function listening(talkMode: Settings['talkMode']) {
  const bench = uplinkBench()
  const state = new StateCell<AppState>({
    settings: { ...settingsSchema.parse({}), talkMode, localVoiceDetection: false },
    session: { kind: 'live', since: START },
    talk: {
      muted: false,
      talking: false,
      assistantSpeaking: false,
      voiceHeld: false,
      speechHeard: false,
    },
  } as AppState)
  const question = new Question({
    clock: bench.clock,
    uplink: bench.uplink,
    delimiter: () => 'streamed',
    sendText: () => null,
    onMissing: () => undefined,
  })
  const talk = new Talk({
    state,
    speech: question,
    onStart: () => undefined,
    onSaid: () => undefined,
    onHeard: () => undefined,
    onHush: () => undefined,
    onHeldBack: () => undefined,
    onNotCaptured: () => undefined,
  })
  const lane = makeLane()
  talk.connect(lane.lane)
  talk.follow()
  if (talkMode === 'push-to-talk') talk.start()
  lane.obey()
  let capturedAt = START
  const pass = (ms: number): void => {
    vi.advanceTimersByTime(ms)
    bench.clock.advance(ms)
  }
  return {
    ...bench,
    pass,
    connection: bench.attach(talkMode),
    /** Hands over what was captured until now, all at once. */
    handOver: () => {
      for (; capturedAt < Date.now(); capturedAt += 20) lane.chunkAt(capturedAt + 20)
    },
    /** Sound is captured and handed over as it should be. */
    speak: (ms: number) => {
      for (let spoken = 0; spoken < ms; spoken += 20) {
        pass(20)
        capturedAt += 20
        lane.chunkAt(capturedAt)
      }
    },
    /** The computer's date is set by so much, for the page as well. */
    setDate: (ms: number) => {
      vi.setSystemTime(Date.now() + ms)
      capturedAt += ms
    },
    lane,
  }
}

const sentMs = ({ counts }: { readonly counts: { readonly sentMs: number } }) => counts.sentMs

describe('sound that comes late', () => {
  it('hands-free is sent as far as it is of the last five seconds; the rest was not captured', () => {
    const b = listening('hands-free')
    b.speak(1_000)
    b.pass(9_000)
    b.handOver()
    b.pass(10_000)
    // With the chunk that was captured just then.
    expect(sentMs(b)).toBe(1_000 + 5_000 + 20)
    expect(b.lost).toEqual({ capture: 3_980, late: 0, slow: 0, unsent: 0, 'in-doubt': 0 })
  })

  it('and then waits as well is not lost by the network when that took the smaller part', () => {
    const b = listening('hands-free')
    b.connection.bufferedBytes = 50_000
    b.pass(9_000)
    b.handOver()
    b.pass(2_000)
    b.connection.bufferedBytes = 0
    b.pass(5_000)
    expect(sentMs(b) + b.lost.capture + b.lost.slow).toBe(9_000)
    expect(b.lost.capture).toBeGreaterThan(5_900)
    // What is kept is at most 250 chunks.
    expect(b.lost.slow).toBeLessThanOrEqual(20)
  })

  it('a little, as always, and waits for long is lost by what it waited for', () => {
    const b = listening('hands-free')
    b.connection.over = true
    for (let step = 0; step < 100; step += 1) {
      b.pass(60)
      b.handOver()
    }
    b.uplink.detach()
    b.pass(3_000)
    b.attach('hands-free')
    b.pass(5_000)
    expect(sentMs(b) + b.lost.late).toBe(6_000)
    expect(b.lost.late).toBeGreaterThanOrEqual(3_900)
    expect(b.lost.capture).toBe(0)
  })

  it('with the key held is sent whole', () => {
    const b = listening('push-to-talk')
    b.pass(9_000)
    b.handOver()
    b.pass(10_000)
    expect([sentMs(b), b.lost.capture]).toEqual([9_000, 0])
  })

  it.each([-86_400_000, -10_000, 10_000, 86_400_000])(
    'is not old because the date was set: by %d ms, here and not yet in the page',
    (ms) => {
      const b = listening('hands-free')
      b.speak(1_000)
      vi.setSystemTime(Date.now() + ms)
      b.speak(1_000)
      b.pass(3_000)
      b.setDate(3_000)
      b.speak(1_000)
      b.pass(1_000)
      expect([sentMs(b), b.lost.capture]).toEqual([3_000, 0])
    },
  )
})
