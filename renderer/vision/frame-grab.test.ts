import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FrameMessage } from '@contract/media'
import { FrameGrab, GRAB_INTERVAL_MS } from './frame-grab'

class FakeFrame {
  closed = 0
  close(): void {
    this.closed += 1
  }
}

function setUp(encodeMs: number) {
  const frames: FakeFrame[] = []
  const encoded: number[] = []
  const sent: FrameMessage[] = []
  const failed: unknown[] = []
  let source: ReadableStreamDefaultController<FakeFrame> | undefined
  const readable = new ReadableStream<FakeFrame>({
    start: (controller) => void (source = controller),
  })
  // The grab only closes frames; what they show is the encoder's concern.
  const grab = new FrameGrab(7, readable as unknown as ReadableStream<VideoFrame>, {
    encode: async (frame) => {
      encoded.push(frames.indexOf(frame as unknown as FakeFrame))
      await new Promise((resolve) => setTimeout(resolve, encodeMs))
      return { jpeg: new ArrayBuffer(1), width: 2, height: 3 }
    },
    send: (message) => sent.push(message),
    fail: (thrown) => failed.push(thrown),
  })
  const give = (): void => {
    const frame = new FakeFrame()
    frames.push(frame)
    source?.enqueue(frame)
  }
  return { grab, give, frames, encoded, sent, failed, source: () => source }
}

describe('FrameGrab', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('sends the first frame at once', async () => {
    const { give, sent } = setUp(10)
    give()
    await vi.advanceTimersByTimeAsync(10)
    expect(sent).toMatchObject([{ type: 'frame', shareId: 7, width: 2, height: 3 }])
  })

  it.each([10, 900])(
    'closes every frame once, newest wins, encoding in %i ms',
    async (encodeMs) => {
      const { grab, give, frames, encoded } = setUp(encodeMs)
      for (let count = 0; count < 300; count += 1) {
        give()
        await vi.advanceTimersByTimeAsync(33)
      }
      expect(encoded.length).toBeLessThanOrEqual(
        1 + (300 * 33) / Math.max(GRAB_INTERVAL_MS, encodeMs),
      )
      expect(encoded.length).toBeGreaterThan(9)
      expect(frames.filter(({ closed }) => closed === 0).length).toBeLessThanOrEqual(1)
      grab.stop()
      expect(frames.every(({ closed }) => closed === 1)).toBe(true)
    },
  )

  it('sends the last frame of a burst when its turn comes', async () => {
    const { give, encoded, sent } = setUp(10)
    for (let count = 0; count < 5; count += 1) {
      give()
      await vi.advanceTimersByTimeAsync(1)
    }
    await vi.advanceTimersByTimeAsync(GRAB_INTERVAL_MS + 20)
    expect(encoded).toEqual([0, 4])
    expect(sent.length).toBe(2)
  })

  it('sends nothing after stop, not even what is being encoded', async () => {
    const { grab, give, sent, failed } = setUp(100)
    give()
    await vi.advanceTimersByTimeAsync(50)
    grab.stop()
    await vi.advanceTimersByTimeAsync(1000)
    expect([sent, failed]).toEqual([[], []])
  })

  it('tells once that the track cannot be read', async () => {
    const { failed, source } = setUp(10)
    source()?.error(new Error('gone'))
    await vi.advanceTimersByTimeAsync(10)
    expect(failed.length).toBe(1)
  })
})
