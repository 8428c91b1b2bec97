import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MicrophoneInput } from './microphone-input'
import { MicrophoneSignal } from './microphone-signal'
import type { SignalFinding } from './signal-watch'

const { openUnprocessed } = vi.hoisted(() => ({ openUnprocessed: vi.fn() }))
vi.mock('./microphone-input', () => ({ openUnprocessed, stopTracks: () => undefined }))
vi.mock('./levels', () => ({ meterNode: () => new FakeNode(), dropMeter: () => undefined }))

class FakeContext {
  readonly startedAt = performance.now()
  get currentTime(): number {
    return (performance.now() - this.startedAt) / 1_000
  }
}

/** A node that gives what is connected to it: one sample for each source, zero or not. */
class FakeNode {
  readonly inputs = new Set<FakeNode>()
  readonly outputs = new Set<FakeNode>()
  context = new FakeContext()
  sample = (): number => Math.max(0, ...[...this.inputs].map((input) => input.sample()))

  connect(to: FakeNode): void {
    this.outputs.add(to)
    to.inputs.add(this)
  }
  disconnect(): void {
    this.outputs.forEach((to) => to.inputs.delete(this))
    this.outputs.clear()
  }
  getFloatTimeDomainData(samples: Float32Array): void {
    samples.fill(this.sample())
  }
}

class FakeTrack extends EventTarget {
  enabled = true
  sample = 0.1
  end(): void {
    this.sample = 0
    this.dispatchEvent(new Event('ended'))
  }
}

class FakeSource extends FakeNode {
  readonly mediaStream: { getTracks(): FakeTrack[] }
  constructor(_context: unknown, { mediaStream }: { mediaStream: { getTracks(): FakeTrack[] } }) {
    super()
    this.mediaStream = mediaStream
    this.sample = () => Math.max(...mediaStream.getTracks().map((track) => track.sample))
  }
}

const streamOf = (track: FakeTrack) => ({
  getTracks: () => [track],
  getAudioTracks: () => [track],
})

let found: SignalFinding[]
let raw: FakeTrack
let sent: FakeTrack
let source: FakeSource
let signal: MicrophoneSignal

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('AnalyserNode', FakeNode)
  vi.stubGlobal('MediaStreamAudioSourceNode', FakeSource)
  ;[found, raw, sent] = [[], new FakeTrack(), new FakeTrack()]
  openUnprocessed.mockReset().mockResolvedValue(streamOf(raw))
  source = new FakeSource(null, { mediaStream: streamOf(sent) })
  signal = new MicrophoneSignal(
    { track: sent } as unknown as MicrophoneInput,
    source as unknown as MediaStreamAudioSourceNode,
    false,
    (finding) => found.push(finding),
  )
})
afterEach(() => {
  signal.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('the signal of a microphone', () => {
  it('is silent when its unprocessed track is, whatever processing makes of it', async () => {
    await pass(3_000)
    expect(found).toEqual([])
    raw.sample = 0
    await pass(3_000)
    expect(found).toEqual(['silent'])
  })

  it('is measured in what is sent once the unprocessed track has ended', async () => {
    await pass(1_000)
    raw.end()
    await pass(10_000)
    expect(found).toEqual([])
    sent.sample = 0
    await pass(3_000)
    expect(found).toEqual(['silent'])
  })

  it('is measured in what is sent where a device opens once only', async () => {
    signal.close()
    openUnprocessed.mockRejectedValueOnce(new DOMException('busy', 'NotReadableError'))
    const listener = vi.fn<(finding: SignalFinding) => void>()
    signal = new MicrophoneSignal(
      { track: sent } as unknown as MicrophoneInput,
      source as unknown as MediaStreamAudioSourceNode,
      false,
      listener,
    )
    await pass(5_000)
    expect(listener).not.toHaveBeenCalled()
  })

  it('is stalled when the context stands', async () => {
    const stopped = performance.now()
    await pass(1_000)
    vi.spyOn(FakeContext.prototype, 'currentTime', 'get').mockReturnValue(stopped)
    await pass(3_000)
    expect(found).toEqual(['stalled'])
    vi.restoreAllMocks()
  })
})
