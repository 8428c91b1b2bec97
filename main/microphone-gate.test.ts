import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MICROPHONE, type MicrophoneCommand } from '@contract/media'
import type { Lane } from './lane'
import { MicrophoneGate } from './microphone-gate'

beforeEach(() => void vi.useFakeTimers())
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
    /** The worklet obeys the newest command. */
    obey: () => receive({ type: 'gated', serial: (posted.at(-1) as MicrophoneCommand).serial }),
    end: () => ends.forEach((end) => end()),
  }
}

function setUp() {
  const passed: number[] = []
  const gate = new MicrophoneGate((pcm) => passed.push(pcm[0] ?? -1))
  const lane = makeLane()
  gate.connect(lane.lane)
  return { gate, passed, ...lane }
}

const command = (kind: 'open' | 'shut', serial: number): MicrophoneCommand => ({
  type: 'gate',
  gate: { kind },
  tailMs: 0,
  serial,
})

describe('MicrophoneGate', () => {
  it('is closed at first, and lets through what comes while it is open', () => {
    const { gate, passed, posted, chunk } = setUp()
    chunk(1)
    gate.open()
    gate.open()
    chunk(2)
    gate.shut()
    chunk(3)
    expect(passed).toEqual([2])
    expect(posted).toEqual([command('shut', 1), command('open', 2), command('shut', 3)])
  })

  it('closes after the last chunk that was captured before', () => {
    const { gate, passed, chunk, obey } = setUp()
    const done = vi.fn()
    gate.open()
    gate.close(done)
    chunk(1)
    expect(done).not.toHaveBeenCalled()
    obey()
    chunk(2)
    expect(passed).toEqual([1])
    expect(done).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes no earlier answer for the one to its closing', () => {
    const { gate, passed, chunk, receive, obey } = setUp()
    const done = vi.fn()
    gate.open()
    gate.close(done)
    receive({ type: 'gated', serial: 2 })
    chunk(1)
    expect(done).not.toHaveBeenCalled()
    obey()
    expect([passed, done.mock.calls.length]).toEqual([[1], 1])
  })

  it('does not wait longer than 200 ms for a worklet that hangs', () => {
    const { gate, passed, chunk, obey } = setUp()
    const done = vi.fn()
    gate.open()
    gate.close(done)
    vi.advanceTimersByTime(200)
    chunk(1)
    obey()
    expect([passed, done.mock.calls.length]).toEqual([[], 1])
  })

  it.each<[string, (bench: ReturnType<typeof setUp>) => void]>([
    ['is opened again', ({ gate }) => gate.open()],
    ['is shut', ({ gate }) => gate.shut()],
    ['loses its lane', ({ end }) => end()],
    ['gets another lane', ({ gate }) => gate.connect(makeLane().lane)],
  ])('has done with closing, once, when it %s', (_name, interrupt) => {
    const bench = setUp()
    const done = vi.fn()
    bench.gate.open()
    bench.gate.close(done)
    interrupt(bench)
    expect(done).toHaveBeenCalledOnce()
    bench.obey()
    vi.advanceTimersByTime(1_000)
    expect(done).toHaveBeenCalledOnce()
  })

  it('is done at once where there is nothing to close', () => {
    const done = vi.fn()
    const { gate, end } = setUp()
    gate.close(done)
    gate.open()
    end()
    gate.close(done)
    expect(done).toHaveBeenCalledTimes(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('hears a new lane only, and tells it how the gate stands', () => {
    const { gate, closed, passed, chunk, end } = setUp()
    gate.open()
    const next = makeLane()
    gate.connect(next.lane)
    expect(closed).toHaveBeenCalledOnce()
    expect(next.posted).toMatchObject([{ type: 'gate', gate: { kind: 'open' } }])
    chunk(1)
    end()
    next.chunk(2)
    expect(passed).toEqual([2])
  })

  it('drops what is no chunk', () => {
    const { gate, passed, chunk, receive } = setUp()
    gate.open()
    for (const message of [null, 7, 'chunk', {}, { type: 'chunk' }, { type: 'chunk', pcm: 'x' }]) {
      receive(message)
    }
    chunk(1, MICROPHONE.chunkBytes - 2)
    chunk(2, MICROPHONE.chunkBytes * 1_000)
    expect(passed).toEqual([])
  })
})
