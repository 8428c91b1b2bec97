import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MICROPHONE, type Gate, type MicrophoneCommand } from '@contract/media'
import { ARMED, DETECTING, makeLane, OPEN, setUp, SHUT } from './testing-microphone'

const START = Date.UTC(2026, 0, 1)

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

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
