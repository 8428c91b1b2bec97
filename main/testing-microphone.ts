import { vi } from 'vitest'
import { MICROPHONE, type Gate, type MicrophoneCommand } from '@contract/media'
import type { Lane } from './lane'
import { MicrophoneGate } from './microphone-gate'

/** Main's end of a lane whose other end is the test. */
export function makeLane() {
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

export function setUp() {
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

export const SHUT: Gate = { kind: 'shut' }
export const ARMED: Gate = { kind: 'armed' }
export const OPEN: Gate = { kind: 'open' }
export const DETECTING: Gate = { kind: 'detecting' }
