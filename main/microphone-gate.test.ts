import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MICROPHONE, type Gate, type MicrophoneCommand } from '@contract/media'
import type { Lane } from './lane'
import { MicrophoneGate } from './microphone-gate'

const START = Date.UTC(2026, 0, 1)

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

/** Main's end of a lane whose other end is the test. */
function makeLane() {
  const posted: unknown[] = []
  const closed = vi.fn()
  const ends: (() => void)[] = []
  let listener: (message: unknown) => void = () => undefined
  const lane: Lane = {
    post: (message) => posted.push(message),
    onMessage: (next) => (listener = next),
    onClose: (next) => ends.push(next),
    close: () => void closed(),
  }
  const receive = (message: unknown): void => listener(message)
  return {
    lane,
    posted,
    closed,
    receive,
    chunk: (number: number, bytes: number = MICROPHONE.chunkBytes) =>
      receive({ type: 'chunk', pcm: new Uint8Array(bytes).fill(number).buffer, at: number }),
    chunkAt: (at: number, number = 0) =>
      receive({
        type: 'chunk',
        pcm: new Uint8Array(MICROPHONE.chunkBytes).fill(number).buffer,
        at,
      }),
    /** The worklet obeys the newest command. */
    obey: () => receive({ type: 'gated', serial: (posted.at(-1) as MicrophoneCommand).serial }),
    end: () => ends.forEach((end) => end()),
  }
}

function setUp() {
  const passed: number[] = []
  const told: (string | number)[] = []
  const lost: number[] = []
  const gate = new MicrophoneGate({
    chunk: (pcm) => passed.push(pcm[0] ?? -1),
    speech: (heard) => told.push(heard),
    heldBack: (ms) => told.push(ms),
    lost: (ms) => lost.push(ms),
  })
  const lane = makeLane()
  gate.connect(lane.lane)
  return {
    gate,
    passed,
    told,
    lost,
    ...lane,
    open: () => {
      gate.set(OPEN)
      lane.obey()
    },
  }
}

const SHUT: Gate = { kind: 'shut' }
const ARMED: Gate = { kind: 'armed' }
const OPEN: Gate = { kind: 'open' }
const DETECTING: Gate = { kind: 'detecting' }

const command = (gate: Gate, serial: number, tailMs = 0): MicrophoneCommand => ({
  type: 'gate',
  gate,
  at: START,
  tailMs,
  serial,
})

describe('MicrophoneGate', () => {
  it('is closed at first, and lets through what comes while it is open', () => {
    const { gate, passed, posted, chunk, obey, open } = setUp()
    chunk(1)
    open()
    gate.set(OPEN)
    chunk(2)
    gate.set(SHUT)
    chunk(3)
    obey()
    expect(passed).toEqual([2])
    expect(posted).toEqual([command(SHUT, 1), command(OPEN, 2), command(SHUT, 3)])
  })

  it('drops what was captured before it was opened and comes after', () => {
    const { gate, passed, chunk, obey, open } = setUp()
    open()
    gate.set(ARMED)
    gate.set(OPEN)
    chunk(1)
    obey()
    chunk(2)
    expect(passed).toEqual([2])
  })

  it('closes after the tail', () => {
    const { gate, passed, posted, chunk, obey, open } = setUp()
    const done = vi.fn()
    open()
    gate.close(ARMED, 200, done)
    expect(posted.at(-1)).toEqual(command(ARMED, 3, 200))
    chunk(1)
    expect([done.mock.calls, gate.isClosing]).toEqual([[], true])
    obey()
    chunk(2)
    expect([passed, gate.isClosing]).toEqual([[1], false])
    expect(done.mock.calls).toEqual([['closed']])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes no earlier answer for the one to its closing', () => {
    const { gate, passed, chunk, receive, obey } = setUp()
    const done = vi.fn()
    gate.set(OPEN)
    gate.close(ARMED, 0, done)
    receive({ type: 'gated', serial: 2 })
    chunk(1)
    expect(done).not.toHaveBeenCalled()
    obey()
    expect([passed, done.mock.calls.length]).toEqual([[1], 1])
  })

  it('goes on without a seam when it is opened again before it has closed', () => {
    const { gate, passed, chunk, receive, open } = setUp()
    const done = vi.fn()
    open()
    gate.close(ARMED, 200, done)
    chunk(1)
    gate.set(OPEN)
    chunk(2)
    expect(done.mock.calls).toEqual([['reopened']])
    receive({ type: 'gated', serial: 4 })
    chunk(3)
    expect([passed, vi.getTimerCount()]).toEqual([[1, 2, 3], 0])
  })

  it.each([
    ['3 s', ARMED, 3_000],
    ['200 ms to be muted', SHUT, 200],
  ])('does not wait longer than the tail and %s for a worker that hangs', (_, to, marginMs) => {
    const { gate, passed, chunk, obey, open } = setUp()
    const done = vi.fn()
    open()
    gate.close(to, 100, done)
    vi.advanceTimersByTime(99 + marginMs)
    expect(done).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    chunk(1)
    obey()
    expect([passed, done.mock.calls]).toEqual([[], [['closed']]])
  })

  it.each<[string, string, (bench: ReturnType<typeof setUp>) => void]>([
    ['is opened again', 'reopened', ({ gate }) => gate.set(OPEN)],
    ['is shut', 'closed', ({ gate }) => gate.set(SHUT)],
    ['loses its lane', 'closed', ({ end }) => end()],
    ['gets another lane', 'closed', ({ gate }) => gate.connect(makeLane().lane)],
  ])('has done with closing, once, when it %s', (_name, outcome, interrupt) => {
    const bench = setUp()
    const done = vi.fn()
    bench.open()
    bench.gate.close(ARMED, 200, done)
    interrupt(bench)
    expect(done.mock.calls).toEqual([[outcome]])
    bench.obey()
    vi.advanceTimersByTime(1_000)
    expect(done).toHaveBeenCalledOnce()
  })

  it('is done at once where there is nothing to close', () => {
    const done = vi.fn()
    const { gate, open, end } = setUp()
    gate.close(SHUT, 200, done)
    open()
    end()
    gate.close(SHUT, 200, done)
    expect(done.mock.calls).toEqual([['closed'], ['closed']])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('hears a new lane only, once it has obeyed', () => {
    const { closed, passed, chunk, open, end, gate } = setUp()
    open()
    const next = makeLane()
    gate.connect(next.lane)
    expect(closed).toHaveBeenCalledOnce()
    expect(next.posted).toMatchObject([{ type: 'gate', gate: OPEN }])
    chunk(1)
    end()
    next.chunk(2)
    next.obey()
    next.chunk(3)
    expect(passed).toEqual([3])
  })

  it('tells what the detector hears while it may, and what it holds back', () => {
    const { gate, told, receive } = setUp()
    expect(told.splice(0)).toEqual(['unknown'])
    receive({ type: 'speech', heard: 'speech', at: 1 })
    gate.set(DETECTING)
    receive({ type: 'speech', heard: 'short-pause', at: 2 })
    receive({ type: 'speech', heard: 'nothing', at: 2 })
    receive({ type: 'held-back', ms: 1_000 })
    expect(told).toEqual(['short-pause', 1_000])
  })

  it('drops what is no chunk', () => {
    const { passed, chunk, receive, open } = setUp()
    open()
    for (const message of [null, 7, 'chunk', {}, { type: 'chunk' }, { type: 'chunk', pcm: 'x' }]) {
      receive(message)
    }
    chunk(1, MICROPHONE.chunkBytes - 2)
    chunk(2, MICROPHONE.chunkBytes * 1_000)
    expect(passed).toEqual([])
  })

  it('lets nothing in that was captured after it was closed, whatever the worker does', () => {
    const { gate, passed, chunkAt, open } = setUp()
    open()
    gate.close(SHUT, 0, vi.fn())
    chunkAt(START - 20, 1)
    chunkAt(START + 150, 2)
    expect(passed).toEqual([1])
  })
})

describe('MicrophoneGate, of what does not come', () => {
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
