import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MICROPHONE } from '@contract/media'
import { ARMED, DETECTING, makeLane, OPEN, setUp, SHUT } from './testing-microphone'

const START = Date.UTC(2026, 0, 1)

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

describe('SoundCoverage, behind the gate', () => {
  /** A microphone that is on, and of which all has come until now. */
  function listening() {
    const bench = setUp()
    bench.gate.noteMicrophone('on')
    bench.open()
    const speak = (ms: number): void => {
      for (let chunk = 0; chunk < ms / MICROPHONE.chunkMs; chunk += 1) {
        vi.advanceTimersByTime(MICROPHONE.chunkMs)
        bench.chunkAt(Date.now())
      }
    }
    speak(200)
    return { ...bench, speak }
  }

  it('counts what was captured with the key held and comes after it was given up', () => {
    const { gate, lost, passed, chunkAt } = listening()
    const before = passed.length
    vi.advanceTimersByTime(1_000)
    gate.close(ARMED, 200, vi.fn())
    vi.advanceTimersByTime(3_200)
    expect(lost).toEqual([1_200])
    chunkAt(START + 1_000)
    expect([lost, passed.length]).toEqual([[1_200], before])
  })

  it('counts nothing of what comes late, but in time for its end', () => {
    const { gate, lost, obey, chunkAt } = listening()
    vi.advanceTimersByTime(1_000)
    gate.close(ARMED, 200, vi.fn())
    vi.advanceTimersByTime(1_500)
    for (let at = 220; at <= 1_400; at += MICROPHONE.chunkMs) chunkAt(START + at)
    obey()
    vi.advanceTimersByTime(5_000)
    expect(lost).toEqual([])
  })

  it('counts what a worker took with it that was replaced', () => {
    const { gate, lost } = listening()
    vi.advanceTimersByTime(2_600)
    const next = makeLane()
    gate.connect(next.lane)
    next.obey()
    vi.advanceTimersByTime(400)
    next.chunkAt(Date.now())
    expect(lost).toEqual([2_980])
  })

  it('counts a gap in what was captured, and no such gap while silence is held back', () => {
    const { gate, lost, speak, receive } = listening()
    vi.advanceTimersByTime(700)
    speak(20)
    expect(lost.splice(0)).toEqual([700])
    gate.set(DETECTING)
    receive({ type: 'speech', heard: 'long-pause', at: 0 })
    vi.advanceTimersByTime(1_400)
    receive({ type: 'held-back', ms: 1_000 })
    vi.advanceTimersByTime(1_000)
    receive({ type: 'held-back', ms: 1_000 })
    receive({ type: 'held-back', ms: 400 })
    receive({ type: 'speech', heard: 'speech', at: 0 })
    speak(200)
    expect(lost).toEqual([])
  })

  it('misses nothing of a gate that is shut, of words taken back, and of what was refused', () => {
    const { gate, lost, speak, obey } = listening()
    vi.advanceTimersByTime(500)
    gate.noteRefused(Date.now())
    expect(lost.splice(0)).toEqual([480])
    gate.set(SHUT)
    vi.advanceTimersByTime(5_000)
    gate.set(OPEN)
    obey()
    speak(100)
    vi.advanceTimersByTime(900)
    gate.discard(ARMED)
    expect(lost).toEqual([])
  })

  it('misses nothing of a microphone that was never on, or that has failed', () => {
    const never = setUp()
    never.open()
    never.chunkAt(Date.now())
    vi.advanceTimersByTime(2_000)
    never.gate.set(SHUT)
    expect(never.lost).toEqual([])
    const { gate, lost } = listening()
    vi.advanceTimersByTime(500)
    gate.noteMicrophone('failed')
    vi.advanceTimersByTime(60_000)
    gate.set(SHUT)
    expect(lost).toEqual([500])
  })

  it('takes a clock that was set for no loss', () => {
    const { lost, speak } = listening()
    vi.setSystemTime(Date.now() + 3_600_000)
    speak(100)
    vi.setSystemTime(Date.now() - 7_200_000)
    speak(100)
    vi.advanceTimersByTime(500)
    speak(20)
    expect(lost).toEqual([500])
  })
})
