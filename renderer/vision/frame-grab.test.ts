import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FrameMessage, FrameReport } from '@contract/media'
import type { Composition } from './composition'
import { LASTING_MS } from './frame-gate'
import { EARLY_MS, FrameGrab, GRAB_INTERVAL_MS } from './frame-grab'

/** Shows a number: numbers that are one apart differ as by a cursor. */
class FakeFrame {
  closed = 0
  readonly clones: FakeFrame[] = []
  constructor(readonly shows: number) {}
  /** In memory of its own. */
  copies: FakeFrame[] = []
  copy(): FakeFrame {
    const copy = new FakeFrame(this.shows)
    this.copies.push(copy)
    return copy
  }
  clone(): FakeFrame {
    const clone = new FakeFrame(this.shows)
    this.clones.push(clone)
    return clone
  }
  close(): void {
    this.closed += 1
  }
}

const composition: Composition = { region: null, corner: 'top-left', covers: [], coversRevision: 0 }
const covered: Composition = {
  ...composition,
  covers: [{ left: 0, top: 0, width: 1, height: 1 }],
  coversRevision: 1,
}

function setUp(encodeMs = 10) {
  const overlooks: unknown[] = []
  const frames: FakeFrame[] = []
  const encoded: number[] = []
  const reports: FrameReport[] = []
  const failed: unknown[] = []
  let source: ReadableStreamDefaultController<FakeFrame> | undefined
  const readable = new ReadableStream<FakeFrame>({
    start: (controller) => void (source = controller),
  })
  const grab = new FrameGrab(
    // The grab only copies, clones and closes frames; what they show is for look and encode.
    {
      shareId: 7,
      readable: readable as unknown as ReadableStream<VideoFrame>,
      camera: null,
      composition,
    },
    {
      own: (frame) =>
        Promise.resolve((frame as unknown as FakeFrame).copy() as unknown as VideoFrame),
      look: ({ frame, composition: { covers }, overlooked }) => {
        overlooks.push(overlooked)
        const { shows } = frame as unknown as FakeFrame
        const cells = new Uint8Array(40)
        cells.fill(200, 0, Math.floor(shows / 10))
        if (shows % 10 > 0) cells[39] = 200
        const source = { columns: 40, rows: 1, planes: [cells] }
        return Promise.resolve({ made: JSON.stringify(covers), source, camera: null })
      },
      encode: async ({ frame }) => {
        encoded.push((frame as unknown as FakeFrame).shows)
        await new Promise((resolve) => setTimeout(resolve, encodeMs))
        return { jpeg: new ArrayBuffer(1), width: 2, height: 3 }
      },
      send: (report) => reports.push(report),
      fail: (thrown) => failed.push(thrown),
    },
  )
  return {
    grab,
    frames,
    encoded,
    failed,
    overlooks,
    source: () => source,
    sent: () => reports.filter((report): report is FrameMessage => report.type === 'frame'),
    unchanged: () => reports.filter(({ type }) => type === 'unchanged').length,
    give: (shows: number) => {
      const frame = new FakeFrame(shows)
      frames.push(frame)
      source?.enqueue(frame)
    },
  }
}

const passing = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('FrameGrab', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('hands over the first frame at once', async () => {
    const { give, sent } = setUp()
    give(10)
    await passing(10)
    expect(sent()).toMatchObject([{ type: 'frame', shareId: 7, width: 2, height: 3 }])
  })

  it.each([10, 900])('closes every frame once, newest wins, encoding in %i ms', async (ms) => {
    const { grab, give, frames, encoded } = setUp(ms)
    for (let count = 0; count < 300; count += 1) {
      give((count % 35) * 10 + 50)
      await passing(33)
    }
    const lasted = 300 * 33 + EARLY_MS
    expect(encoded.length).toBeLessThanOrEqual(1 + lasted / Math.max(GRAB_INTERVAL_MS, ms))
    expect(encoded.length).toBeGreaterThan(9)
    expect(frames.filter(({ closed }) => closed === 0).length).toBeLessThanOrEqual(1)
    // What is kept of a screen that stands still is in no buffer of the capture.
    await passing(GRAB_INTERVAL_MS + ms)
    expect(frames.every(({ closed }) => closed === 1)).toBe(true)
    grab.stop()
    await passing(1_000)
    const copies = frames.flatMap((frame) => frame.copies)
    const clones = [...frames, ...copies].flatMap((frame) => frame.clones)
    expect([...copies, ...clones].every(({ closed }) => closed === 1)).toBe(true)
    expect(clones.length).toBeGreaterThan(9)
  })

  it('lets no frame wait because one before it was late', async () => {
    const { give, sent } = setUp(0)
    for (const gap of [500, 500, 650, 350, 500, 500, 500]) {
      give(sent().length % 2 === 0 ? 100 : 300)
      await passing(1)
      expect(sent().at(-1)?.capturedAt).toBe(Date.now() - 1)
      await passing(gap - 1)
    }
  })

  it('hands over the last frame of a burst when its turn comes', async () => {
    const { give, encoded } = setUp()
    for (let count = 0; count < 5; count += 1) {
      give(count * 50)
      await passing(1)
    }
    await passing(GRAB_INTERVAL_MS + 20)
    expect(encoded).toEqual([0, 200])
  })

  it('encodes no unchanged picture, and reports them once a second at most', async () => {
    const { grab, give, encoded, sent, unchanged } = setUp()
    for (let count = 0; count < 200; count += 1) {
      give(100)
      await passing(50)
      grab.obey({ type: 'sent', frameId: sent()[0]?.frameId ?? 0 })
    }
    expect(encoded).toEqual([100])
    expect(unchanged()).toBeGreaterThanOrEqual(8)
    expect(unchanged()).toBeLessThanOrEqual(10)
  })

  it('takes a blinking cursor for no change, but what stays for one', async () => {
    const { grab, give, encoded, sent } = setUp()
    give(100)
    await passing(530)
    grab.obey({ type: 'sent', frameId: sent()[0]?.frameId ?? 0 })
    for (let blinks = 0; blinks < 20; blinks += 1) {
      give(blinks % 2 === 0 ? 101 : 100)
      await passing(530)
    }
    expect(encoded).toEqual([100])
    give(101)
    await passing(LASTING_MS + GRAB_INTERVAL_MS)
    expect(encoded).toEqual([100, 101])
  })

  it('hands over a picture that stands still when it is asked to, as of now', async () => {
    const { grab, give, sent } = setUp()
    give(100)
    await passing(20_000)
    grab.obey({ type: 'refresh' })
    await passing(10)
    expect(sent().length).toBe(2)
    expect(sent()[1]?.capturedAt).toBe(Date.now() - 10)
  })

  it('hands over a newly covered picture at once', async () => {
    const { grab, give, sent } = setUp()
    give(100)
    await passing(20)
    grab.compose(covered)
    await passing(10)
    expect(sent().map(({ coversRevision }) => coversRevision)).toEqual([0, 1])
  })

  it('looks away from what is to be overlooked, without another picture', async () => {
    const { grab, give, encoded, overlooks } = setUp()
    const parts = [{ left: 0, top: 0, width: 0.5, height: 0.5 }]
    give(100)
    await passing(600)
    grab.overlook(parts)
    give(100)
    await passing(600)
    expect(overlooks).toEqual([[], parts])
    expect(encoded).toEqual([100])
  })

  it('covers the next picture when covers come while one is encoded', async () => {
    const { grab, give, sent } = setUp(100)
    give(100)
    await passing(50)
    grab.compose(covered)
    await passing(200)
    expect(sent().map(({ coversRevision }) => coversRevision)).toEqual([0, 1])
  })

  it('hands a picture over again when main does not send it', async () => {
    const { give, encoded } = setUp()
    for (let count = 0; count < 12; count += 1) {
      give(100)
      await passing(500)
    }
    expect(encoded).toEqual([100, 100])
  })

  it('sends nothing after stop, not even what is being encoded', async () => {
    const { grab, give, sent, failed } = setUp(100)
    give(100)
    await passing(50)
    grab.stop()
    await passing(1_000)
    expect([sent(), failed]).toEqual([[], []])
  })

  it('tells once that the track cannot be read', async () => {
    const { failed, source } = setUp()
    source()?.error(new Error('gone'))
    await passing(10)
    expect(failed.length).toBe(1)
  })
})
