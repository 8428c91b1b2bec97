import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Gate, MicrophoneCommand, MicrophoneMessage } from '@contract/media'
import { CaptureProcess } from './capture-process'
import type { CaptureReport } from './capture-messages'

/** A track's sound, which the test speaks. */
class FakeSound {
  readonly pieces: { closed: boolean }[] = []
  /** Where in the sound the next piece begins, ms of a clock of its own. */
  place = 45_000_000
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
      timestamp: 1_000 * this.place,
      sampleRate,
      numberOfFrames,
      numberOfChannels: levels.length,
      copyTo: (to: Float32Array, { planeIndex }: { planeIndex: number }) =>
        to.fill(levels[planeIndex] ?? NaN),
      close: () => {
        piece.closed = true
      },
    }
    this.place += 10
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
/** ms of every clock. */
let now = 1_000_000

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.spyOn(Date, 'now').mockImplementation(() => now)
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
  vi.restoreAllMocks()
})

/** Main commands the gate at this moment; returns the serial. */
function command(kind: Gate['kind'], tailMs = 0, at = now): number {
  serial += 1
  const message: MicrophoneCommand = { type: 'gate', gate: { kind }, tailMs, at, serial }
  main.postMessage(message)
  return serial
}

async function setGate(kind: Gate['kind']): Promise<void> {
  command(kind)
  await turns()
}

/** Lets ports and streams hand out what they hold. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve))
}

/** So many pieces of 10 ms, each read as it comes. */
async function live(sound: FakeSound, count: number, levels: readonly number[], rate?: number) {
  for (let piece = 0; piece < count; piece += 1) {
    now += 10
    sound.speak(levels, rate)
    while (sound.pieces.at(-1)?.closed === false) {
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
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
    await live(capture(), 100, [0.5, 0])
    // All but the delay of the filter and the part of a chunk.
    await vi.waitFor(() => expect(samples().length).toBeGreaterThanOrEqual(49 * 320))
    expect(samples().length % 320).toBe(0)
    const steady = samples().slice(640)
    expect(steady.every((sample) => Math.abs(sample - 0.25 * 32_768) < 40)).toBe(true)
  })

  it('follows a track that changes its rate', async () => {
    await setGate('open')
    const sound = capture()
    await live(sound, 50, [0.5])
    await live(sound, 50, [0.5], 44_100)
    await live(sound, 50, [0.5], 16_000)
    await vi.waitFor(() => expect(samples().length).toBeGreaterThanOrEqual(73 * 320))
  })

  it('keeps nothing while the gate is shut, and begins anew when it opens', async () => {
    await setGate('shut')
    const sound = capture()
    await live(sound, 51, [0.9])
    await setGate('open')
    await live(sound, 20, [0.1])
    await vi.waitFor(() => expect(samples().length).toBeGreaterThanOrEqual(9 * 320))
    expect(Math.max(...samples())).toBeLessThan(0.2 * 32_768)
  })

  it('captures the newest track alone', async () => {
    await setGate('open')
    const first = capture()
    const second = capture()
    expect(first.cancelled).toBe(true)
    await live(second, 10, [0.1])
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

describe('the capture process, after a while without time', () => {
  /** 16,000 Hz needs no filter: each piece of 10 ms is half a chunk, to the sample. */
  const HZ = 16_000

  /** Nothing is read for so long, then all that was captured meanwhile at once. */
  function stall(sound: FakeSound, levels: readonly number[]): Promise<void> {
    for (const level of levels) sound.speak([level], HZ)
    return passed(sound)
  }

  const level = (percent: number, count: number): number[] =>
    Array<number>(count).fill(percent / 100)

  /** How many ms of each level, in percent, main was sent. */
  function msAt(percent: number): number {
    const value = Math.round((percent / 100) * 32_768)
    return samples().filter((sample) => Math.abs(sample - value) < 100).length / 16
  }

  it('sends nothing that was captured while muted, though it is read after unmuting', async () => {
    const sound = capture()
    await setGate('open')
    await live(sound, 20, [0.1], HZ)
    // Muted for a second in the middle of three seconds without time.
    now += 1_000
    command('shut')
    now += 1_000
    command('open')
    now += 1_000
    await stall(sound, [...level(20, 100), ...level(30, 100), ...level(40, 100)])
    await live(sound, 4, [0.5], HZ)
    await vi.waitFor(() => expect(msAt(50)).toBeGreaterThan(0))
    expect(msAt(20)).toBeGreaterThanOrEqual(980)
    expect(msAt(30)).toBeLessThanOrEqual(20)
    expect(msAt(40)).toBeGreaterThanOrEqual(980)
  })

  it('sends all that was captured while the key was held, though it is read after', async () => {
    const sound = capture()
    await setGate('armed')
    await live(sound, 40, [0.1], HZ)
    now += 1_000
    command('open')
    now += 1_000
    const closing = command('armed', 200)
    now += 1_000
    await stall(sound, [...level(20, 100), ...level(30, 100), ...level(40, 20), ...level(50, 80)])
    await vi.waitFor(() => expect(sent).toContainEqual({ type: 'gated', serial: closing }))
    expect(msAt(10)).toBe(0)
    // The pre-roll, what was said, and the tail.
    expect(msAt(20)).toBe(300)
    expect(msAt(30)).toBe(1_000)
    expect(msAt(40)).toBe(200)
    expect(msAt(50)).toBe(0)
  })

  it('says when it was captured', async () => {
    const sound = capture()
    await setGate('open')
    await live(sound, 2, [0.1], HZ)
    const start = now
    now += 400
    await stall(sound, level(20, 40))
    await vi.waitFor(() => expect(msAt(20)).toBe(400))
    const times = sent.flatMap((message) => (message.type === 'chunk' ? [message.at] : []))
    expect(times.at(-20)).toBeCloseTo(start + 20)
    expect(times.at(-1)).toBeCloseTo(now)
  })

  it('closes without the sound that it waits for when none comes', async () => {
    const sound = capture()
    await setGate('open')
    await live(sound, 20, [0.1], HZ)
    now += 5
    const closing = command('shut')
    await turns()
    expect(sent).not.toContainEqual({ type: 'gated', serial: closing })
    now += 110
    await vi.waitFor(() => expect(sent).toContainEqual({ type: 'gated', serial: closing }))
    // Main was told that nothing of it comes any more.
    await stall(sound, level(20, 10))
    await turns()
    expect(msAt(20)).toBe(0)
  })
})
