import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readLevel } from './levels'
import type { MicrophoneInput } from './microphone-input'
import { MicrophoneSignal } from './microphone-signal'
import type { SignalFinding } from './signal-watch'

const { openUnprocessed } = vi.hoisted(() => ({ openUnprocessed: vi.fn() }))
vi.mock('./microphone-input', () => ({
  openUnprocessed,
  stopTracks: (stream: { getTracks(): FakeTrack[] }) =>
    stream.getTracks().forEach((track) => track.stop()),
}))

class FakeTrack extends EventTarget {
  enabled = true
  live = true
  stop(): void {
    this.live = false
  }
}

const streamOf = (track: FakeTrack) => ({
  getTracks: () => [track],
  getAudioTracks: () => [track],
})

let found: SignalFinding[]
let raw: FakeTrack
let sent: FakeTrack
let signal: MicrophoneSignal
const measure = vi.fn<(track: MediaStreamTrack) => void>()

function watch(muted = false): MicrophoneSignal {
  const input = { track: sent } as unknown as MicrophoneInput
  return new MicrophoneSignal(input, { measure }, muted, (finding) => found.push(finding))
}

beforeEach(() => {
  vi.useFakeTimers()
  measure.mockReset()
  ;[found, raw, sent] = [[], new FakeTrack(), new FakeTrack()]
  openUnprocessed.mockReset().mockResolvedValue(streamOf(raw))
  signal = watch()
})
afterEach(() => {
  signal.close()
  vi.useRealTimers()
})

/** So many ms pass, in which the capture worker tells this each 100 ms. */
async function pass(ms: number, told: { peak?: number; heard: boolean } | null): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    await vi.advanceTimersByTimeAsync(100)
    if (told) signal.note({ kind: 'signal', peak: 0.1, ...told })
  }
}

describe('the signal of a microphone', () => {
  it('is measured in an unprocessed track of the same device, which goes with it', async () => {
    await pass(100, null)
    expect(measure).toHaveBeenCalledExactlyOnceWith(raw)
    signal.setMuted(true)
    expect(raw.enabled).toBe(false)
    signal.close()
    expect(raw.live).toBe(false)
  })

  it('leaves nothing open when it ends while that track is being opened', async () => {
    signal.close()
    raw.live = true
    measure.mockReset()
    watch().close()
    await pass(100, null)
    expect(measure).not.toHaveBeenCalled()
    expect(raw.live).toBe(false)
  })

  it('is silent after 2 s of zeros, and has sound again with the first that is none', async () => {
    await pass(5_000, { heard: true })
    expect(found).toEqual([])
    await pass(3_000, { heard: false })
    expect(found).toEqual(['silent'])
    await pass(500, { heard: true })
    expect(found).toEqual(['silent', 'sound'])
  })

  it('is not silent while it is muted', async () => {
    signal.close()
    signal = watch(true)
    await pass(10_000, { heard: false })
    expect(found).toEqual([])
  })

  it('works where a device opens once only', async () => {
    signal.close()
    openUnprocessed.mockRejectedValueOnce(new DOMException('busy', 'NotReadableError'))
    signal = watch()
    await pass(5_000, { heard: true })
    expect(found).toEqual([])
  })

  it('is stalled when the worker tells nothing more', async () => {
    await pass(1_000, { heard: true })
    await pass(3_000, null)
    expect(found).toContain('stalled')
  })

  it('gives the meter its level, and none that is old', async () => {
    await pass(100, { heard: true, peak: 1 })
    expect(readLevel('microphone')).toBe(1)
    await pass(600, null)
    expect(readLevel('microphone')).toBe(0)
    signal.close()
    expect(readLevel('microphone')).toBe(0)
  })
})
