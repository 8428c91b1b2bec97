import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NO_COUNTS, type AppState } from '@contract/state'
import { MicrophoneCounts } from './microphone-counts'
import { StateCell } from './state-cell'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const state = new StateCell({ counters: NO_COUNTS, countersBefore: NO_COUNTS } as AppState)
  return { state, counts: new MicrophoneCounts(state) }
}

describe('MicrophoneCounts', () => {
  it('tells at most once a second', () => {
    const { state, counts } = setUp()
    const told = vi.fn()
    state.subscribe(told)
    for (let chunk = 0; chunk < 100; chunk += 1) {
      counts.add('microphoneSentMs', 20)
      vi.advanceTimersByTime(20)
    }
    expect(told).toHaveBeenCalledTimes(2)
    expect(state.current.counters.microphoneSentMs).toBe(2_000)
  })

  it('adds up what never left, by its cause, and leaves out what may have arrived', () => {
    const { state, counts } = setUp()
    counts.lose('late', 20)
    counts.lose('slow', 40)
    counts.lose('unsent', 60)
    counts.lose('flood', 80)
    counts.lose('in-doubt', 1_000)
    counts.tell()
    expect(state.current.counters).toEqual({
      ...NO_COUNTS,
      microphoneLateMs: 20,
      microphoneSlowMs: 40,
      microphoneUnsentMs: 60,
      microphoneFloodMs: 80,
      microphoneInDoubtMs: 1_000,
      microphoneDroppedMs: 200,
    })
  })

  it('keeps what was counted before a conversation apart, to the last millisecond', () => {
    const { state, counts } = setUp()
    counts.lose('unsent', 60)
    state.update({ session: { kind: 'connecting', since: 1 } })
    expect(state.current.countersBefore.microphoneDroppedMs).toBe(60)
    counts.lose('late', 20)
    // Another try.
    state.update({ session: { kind: 'connecting', since: 2 } })
    counts.tell()
    expect(state.current.countersBefore.microphoneDroppedMs).toBe(60)
    expect(state.current.counters.microphoneDroppedMs).toBe(80)
  })

  it('goes on where it was after a pause', () => {
    const { state, counts } = setUp()
    state.update({ session: { kind: 'connecting', since: 1 } })
    state.update({ session: { kind: 'paused', since: 1, why: 'gave-up' } })
    counts.lose('unsent', 60)
    state.update({ session: { kind: 'connecting', since: 2 } })
    counts.tell()
    expect(state.current.countersBefore.microphoneDroppedMs).toBe(0)
    expect(state.current.counters.microphoneDroppedMs).toBe(60)
  })
})
