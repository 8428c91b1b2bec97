import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Gate, MicrophoneCommand, MicrophoneMessage } from '@contract/media'
import { CaptureProcess } from './capture-process'
import type { CaptureReport } from './capture-messages'

/** A track's sound, which the test speaks. */
class FakeSound {
  readonly pieces: { closed: boolean }[] = []
  #controller: ReadableStreamDefaultController<AudioData> | null = null
  cancelled = false
  readonly stream = new ReadableStream<AudioData>({
    start: (controller) => {
      this.#controller = controller
    },
    cancel: () => {
      this.cancelled = true
    },
  })

  /** 10 ms of a steady level on each channel. */
  speak(levels: readonly number[], sampleRate = 48_000): void {
    const numberOfFrames = sampleRate / 100
    const piece = {
      closed: false,
      sampleRate,
      numberOfFrames,
      numberOfChannels: levels.length,
      copyTo: (to: Float32Array, { planeIndex }: { planeIndex: number }) =>
        to.fill(levels[planeIndex] ?? NaN),
      close: () => {
        piece.closed = true
      },
    }
    this.pieces.push(piece)
    this.#controller?.enqueue(piece as unknown as AudioData)
  }

  end(): void {
    this.#controller?.close()
  }
}

let reports: CaptureReport[]
let sent: MicrophoneMessage[]
let process: CaptureProcess
let main: MessagePort
let serial = 0

beforeEach(() => {
  vi.stubGlobal('reportError', (thrown: unknown) => {
    throw thrown
  })
  ;[reports, sent] = [[], []]
  process = new CaptureProcess((report) => reports.push(report))
  const { port1, port2 } = new MessageChannel()
  main = port1
  main.onmessage = ({ data }: MessageEvent<MicrophoneMessage>) => sent.push(data)
  process.obey({ type: 'lane', port: port2 })
})
afterEach(() => {
  main.close()
  vi.unstubAllGlobals()
})

async function setGate(kind: Gate['kind']): Promise<void> {
  serial += 1
  const command: MicrophoneCommand = { type: 'gate', gate: { kind }, tailMs: 0, serial }
  main.postMessage(command)
  await vi.waitFor(() => expect(sent).toContainEqual({ type: 'gated', serial }))
}

function capture(): FakeSound {
  const sound = new FakeSound()
  process.obey({ type: 'capture', sound: sound.stream })
  return sound
}

/** All samples that main was sent. */
const samples = (): number[] =>
  sent.flatMap((message) => (message.type === 'chunk' ? [...new Int16Array(message.pcm)] : []))

const passed = (sound: FakeSound): Promise<void> =>
  vi.waitFor(() => expect(sound.pieces.every(({ closed }) => closed)).toBe(true))

describe('the capture process', () => {
  it('sends what is captured as chunks of 20 ms at 16 kHz, its channels mixed', async () => {
    await setGate('open')
    const sound = capture()
    for (let piece = 0; piece < 100; piece += 1) sound.speak([0.5, 0])
    // All but the delay of the filter and the part of a chunk.
    await vi.waitFor(() => expect(samples().length).toBeGreaterThanOrEqual(49 * 320))
    expect(samples().length % 320).toBe(0)
    const steady = samples().slice(640)
    expect(steady.every((sample) => Math.abs(sample - 0.25 * 32_768) < 40)).toBe(true)
  })

  it('follows a track that changes its rate', async () => {
    await setGate('open')
    const sound = capture()
    for (let piece = 0; piece < 50; piece += 1) sound.speak([0.5])
    for (let piece = 0; piece < 50; piece += 1) sound.speak([0.5], 44_100)
    for (let piece = 0; piece < 50; piece += 1) sound.speak([0.5], 16_000)
    await vi.waitFor(() => expect(samples().length).toBeGreaterThanOrEqual(73 * 320))
  })

  it('keeps nothing while the gate is shut, and begins anew when it opens', async () => {
    await setGate('shut')
    const sound = capture()
    for (let piece = 0; piece < 51; piece += 1) sound.speak([0.9])
    await passed(sound)
    await setGate('open')
    for (let piece = 0; piece < 20; piece += 1) sound.speak([0.1])
    await vi.waitFor(() => expect(samples().length).toBeGreaterThanOrEqual(9 * 320))
    expect(Math.max(...samples())).toBeLessThan(0.2 * 32_768)
  })

  it('captures the newest track alone', async () => {
    await setGate('open')
    const first = capture()
    const second = capture()
    expect(first.cancelled).toBe(true)
    for (let piece = 0; piece < 10; piece += 1) second.speak([0.1])
    await passed(second)
    await vi.waitFor(() => expect(samples().length).toBeGreaterThan(0))
  })

  it('tells each 100 ms how loud it is and whether anything is heard', async () => {
    const sound = capture()
    for (let piece = 0; piece < 10; piece += 1) sound.speak([piece === 3 ? -0.7 : 0.1])
    for (let piece = 0; piece < 10; piece += 1) sound.speak([0])
    await passed(sound)
    const peak: unknown = expect.closeTo(0.7, 5)
    expect(reports).toEqual([
      { kind: 'signal', peak, heard: true },
      { kind: 'signal', peak: 0, heard: false },
    ])
  })

  it('hears in the unprocessed track, and in what is sent when that has ended', async () => {
    const sound = capture()
    const raw = new FakeSound()
    process.obey({ type: 'measure', sound: raw.stream })
    raw.speak([0])
    await passed(raw)
    for (let piece = 0; piece < 10; piece += 1) sound.speak([0.1])
    await passed(sound)
    expect(reports.at(-1)).toMatchObject({ heard: false })
    raw.speak([0.001])
    await passed(raw)
    for (let piece = 0; piece < 10; piece += 1) sound.speak([0])
    await passed(sound)
    expect(reports.at(-1)).toMatchObject({ heard: true })
    raw.end()
    await vi.waitFor(async () => {
      for (let piece = 0; piece < 10; piece += 1) sound.speak([0.1])
      await passed(sound)
      expect(reports.at(-1)).toMatchObject({ heard: true })
    })
  })
})
