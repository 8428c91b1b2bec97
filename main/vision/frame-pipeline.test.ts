import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FrameMessage } from '@contract/media'
import type { Detail } from '@contract/settings'
import { FRAME_INTERVAL_MS, FramePipeline, FRESH_WITHIN_MS, HEARTBEAT_MS } from './frame-pipeline'
import type { EncodedFrame } from './jpeg-encoder'

const pictured = (number: number): EncodedFrame => ({
  jpeg: Uint8Array.of(number),
  width: 1,
  height: 1,
  thumbnail: Uint8Array.of(number),
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const passing = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
}

/** A picture is one byte, its number; so is the frame that is made of it. */
function setUp({ encodingMs = 0 } = {}) {
  const sent: { readonly picture: number; readonly at: number }[] = []
  const encoded: { readonly picture: number; readonly detail: Detail }[] = []
  const warn = vi.fn()
  const onSent = vi.fn()
  const network: { readiness: 'ready' | 'behind' | 'offline' } = { readiness: 'ready' }
  /** What the worker hands over when it is asked to; `null`: it does not answer. */
  const screen: {
    answers: number | null
    coversRevision: number
    cleared: (capturedAt: number) => Promise<boolean>
  } = { answers: null, coversRevision: 0, cleared: () => Promise.resolve(true) }
  const pipeline = new FramePipeline({
    encode: async (picture, detail): Promise<EncodedFrame> => {
      const number = picture[0] ?? 0
      encoded.push({ picture: number, detail })
      if (encodingMs > 0) await new Promise((resolve) => setTimeout(resolve, encodingMs))
      if (number === 0) throw new Error('no picture')
      return pictured(number)
    },
    send: ([picture = 0]) => {
      if (network.readiness !== 'ready') return false
      sent.push({ picture, at: Date.now() })
      return true
    },
    readiness: () => network.readiness,
    coversRevision: () => screen.coversRevision,
    cleared: (capturedAt) => screen.cleared(capturedAt),
    askFresh: () => {
      if (screen.answers !== null) show(screen.answers)
    },
    onSent,
    now: Date.now,
    log: { info: () => undefined, warn },
  })
  const show = (picture: number, shareId = 1, coversRevision = 0, agoMs = 5): void => {
    const frame: FrameMessage = {
      type: 'frame',
      frameId: picture,
      coversRevision,
      jpeg: Uint8Array.of(picture).buffer,
      width: 1,
      height: 1,
      capturedAt: Date.now() - agoMs,
      shareId,
    }
    pipeline.submit(frame)
  }
  pipeline.start(1)
  return {
    pipeline,
    sent,
    encoded,
    warn,
    onSent,
    network,
    pictures: () => sent.map(({ picture }) => picture),
    show,
    screen,
  }
}

describe('FramePipeline', () => {
  it('sends the first picture at once', async () => {
    const { show, pictures } = setUp()
    show(1)
    await passing()
    expect(pictures()).toEqual([1])
  })

  it('times the way to this process and the encoding, and not the wait for a turn', async () => {
    const { show, onSent } = setUp({ encodingMs: 30 })
    show(1)
    await passing(100)
    show(2)
    await passing(10_000)
    expect(onSent.mock.calls).toEqual([
      [pictured(1), expect.objectContaining({ frameId: 1 }), 35],
      [pictured(2), expect.objectContaining({ frameId: 2 }), 35],
    ])
  })

  it('sends the newest of the pictures that wait, and encodes no other', async () => {
    const { show, pictures, encoded } = setUp()
    for (const picture of [1, 2, 3, 4]) show(picture)
    await passing(FRAME_INTERVAL_MS)
    expect(pictures()).toEqual([1, 4])
    expect(encoded.map(({ picture }) => picture)).toEqual([1, 4])
    await passing(10_000)
    expect(pictures()).toHaveLength(2)
  })

  it.each([0, 400, 1_500])('keeps frames apart when encoding takes %d ms', async (encodingMs) => {
    const { show, sent } = setUp({ encodingMs })
    for (let picture = 1; picture <= 100; picture += 1) {
      show(picture)
      await passing(130)
    }
    expect(sent.length).toBeGreaterThan(3)
    for (const [index, { at, picture }] of sent.entries()) {
      const before = sent[index - 1]
      if (!before) continue
      expect(at - before.at).toBeGreaterThanOrEqual(FRAME_INTERVAL_MS)
      expect(picture).toBeGreaterThan(before.picture)
    }
  })

  it('keeps frames apart over two shares', async () => {
    const { pipeline, show, sent } = setUp()
    show(1)
    await passing()
    pipeline.start(2)
    show(2, 2)
    await passing(FRAME_INTERVAL_MS)
    expect(sent.map(({ picture }) => picture)).toEqual([1, 2])
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(FRAME_INTERVAL_MS)
  })

  it('lets nothing leave after stop, not even what is being encoded', async () => {
    const { pipeline, show, pictures, encoded } = setUp({ encodingMs: 50 })
    show(1)
    await passing(10)
    show(2)
    pipeline.stop()
    pipeline.refresh()
    await passing(10_000)
    expect(encoded).toHaveLength(1)
    expect(pictures()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes no picture of another share, not even one that was being encoded', async () => {
    const { pipeline, show, pictures } = setUp({ encodingMs: 50 })
    show(1)
    pipeline.start(2)
    show(2)
    await passing(10_000)
    expect(pictures()).toEqual([])
    show(3, 2)
    await passing(50)
    expect(pictures()).toEqual([3])
  })

  it('shows a still screen again when it is asked to, in its turn', async () => {
    const { pipeline, show, pictures } = setUp()
    pipeline.refresh()
    show(1)
    await passing(10)
    pipeline.refresh()
    pipeline.refresh()
    await passing(FRAME_INTERVAL_MS - 11)
    expect(pictures()).toEqual([1])
    await passing(10_000)
    expect(pictures()).toEqual([1, 1])
  })

  it('shows the screen again in another detail, though one is being encoded', async () => {
    const { pipeline, show, encoded } = setUp({ encodingMs: 50 })
    show(1)
    pipeline.setDetail('standard')
    pipeline.setDetail('read-text')
    await passing(10_000)
    expect(encoded.map(({ detail }) => detail)).toEqual(['standard', 'read-text'])
  })

  it('waits while the network is behind, and then sends the newest', async () => {
    const { show, pictures, encoded, network } = setUp()
    network.readiness = 'behind'
    show(1)
    await passing(2_000)
    show(2)
    expect(encoded).toEqual([])
    network.readiness = 'ready'
    await passing(250)
    expect(pictures()).toEqual([2])
  })

  it('waits without a timer while offline, until it is asked again', async () => {
    const { pipeline, show, pictures, network, screen } = setUp()
    network.readiness = 'offline'
    show(1)
    await passing()
    expect(vi.getTimerCount()).toBe(0)
    network.readiness = 'ready'
    screen.answers = 2
    pipeline.refresh()
    await passing()
    expect(pictures()).toEqual([2])
  })

  it('keeps the picture when the network falls behind while it is encoded', async () => {
    const { show, pictures, network } = setUp({ encodingMs: 50 })
    show(1)
    network.readiness = 'behind'
    await passing(1_000)
    expect(pictures()).toEqual([])
    network.readiness = 'ready'
    await passing(300)
    expect(pictures()).toEqual([1])
  })

  it('lives past a picture that cannot be read', async () => {
    const { show, pictures, warn } = setUp()
    show(0)
    await passing()
    show(1)
    await passing()
    expect(pictures()).toEqual([1])
    expect(warn.mock.calls).toEqual([['frame-unusable', { bytes: 1 }]])
  })

  it('asks for another picture after one that cannot be encoded, as a still screen gives none', async () => {
    const { show, pictures, screen } = setUp()
    screen.answers = 7
    show(0)
    await passing()
    expect(pictures()).toEqual([])
    await passing(2_000)
    expect(pictures()).toEqual([7])
  })

  it('sends a fresh picture when it is asked to, and no two within the interval', async () => {
    const { pipeline, show, sent, screen } = setUp({ encodingMs: 30 })
    show(1)
    await passing(5_000)
    screen.answers = 2
    pipeline.refresh()
    await passing(30)
    screen.answers = 3
    for (let asked = 0; asked < 20; asked += 1) pipeline.refresh()
    await passing(FRAME_INTERVAL_MS + 30)
    expect(sent.map(({ picture }) => picture)).toEqual([1, 2, 3])
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(5_000)
  })

  it('shows a still screen again every half minute', async () => {
    const { show, sent, screen, pipeline } = setUp()
    show(1)
    screen.answers = 2
    await passing(3.5 * HEARTBEAT_MS)
    expect(sent.map(({ picture }) => picture)).toEqual([1, 2, 2, 2])
    pipeline.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('drops pictures with older covers: new ones, waiting ones and those being encoded', async () => {
    const { pipeline, show, pictures, screen } = setUp({ encodingMs: 50 })
    show(1)
    await passing(20)
    show(2)
    screen.coversRevision = 1
    await passing(5_000)
    show(3, 1, 0)
    pipeline.refresh()
    await passing(5_000)
    expect(pictures()).toEqual([])
    show(4, 1, 1)
    await passing(50)
    expect(pictures()).toEqual([4])
    screen.coversRevision = 2
    pipeline.refresh()
    await passing(60_000)
    expect(pictures()).toEqual([4])
  })

  it('sends a change that comes just after a frame as soon as the interval is over', async () => {
    const { show, sent } = setUp({ encodingMs: 150 })
    show(1)
    await passing(160)
    const [first] = sent
    show(2)
    await passing(5_000)
    expect(sent[1]).toEqual({ picture: 2, at: (first?.at ?? NaN) + FRAME_INTERVAL_MS })
  })

  it('lets no older picture take the turn of a fresh one that is awaited', async () => {
    const { pipeline, show, pictures } = setUp({ encodingMs: 150 })
    show(1)
    await passing(400)
    show(2)
    await passing(500)
    // Picture 2 waits for its turn; the fresh one comes after that would have been.
    pipeline.refresh()
    await passing(700)
    expect(pictures()).toEqual([1])
    show(3)
    await passing(150)
    expect(pictures()).toEqual([1, 3])
    await passing(10_000)
    expect(pictures()).toEqual([1, 3])
  })

  it('takes no picture for fresh that was captured before it was asked for', async () => {
    const { pipeline, show, pictures } = setUp({ encodingMs: 150 })
    await passing(1_000)
    pipeline.refresh()
    show(1, 1, 0, 600)
    await passing(600)
    expect(pictures()).toEqual([])
    show(2)
    await passing(150)
    expect(pictures()).toEqual([2])
  })

  it('makes do with the last picture when no fresh one comes, however often it is asked', async () => {
    const { pipeline, show, sent } = setUp()
    show(1)
    await passing(5_000)
    for (let asked = 0; asked < 30; asked += 1) {
      pipeline.refresh()
      await passing(100)
    }
    expect(sent.map(({ picture }) => picture)).toEqual([1, 1, 1])
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(5_000 + FRESH_WITHIN_MS)
  })

  it('drops a picture that is not cleared, and asks about each by its own time', async () => {
    const { show, pictures, screen } = setUp()
    const asked: number[] = []
    screen.cleared = (capturedAt) => {
      asked.push(capturedAt)
      return Promise.resolve(asked.length > 1)
    }
    const begunAt = Date.now()
    show(1)
    await passing(5_000)
    expect(pictures()).toEqual([])
    show(2)
    await passing(5_000)
    expect(pictures()).toEqual([2])
    expect(asked).toEqual([begunAt - 5, begunAt + 4_995])
  })

  it('holds a picture as long as nobody can tell, and nothing of what was held once renewed', async () => {
    const { pipeline, show, pictures, screen } = setUp()
    let tell: (isCleared: boolean) => void = () => undefined
    screen.cleared = () => new Promise((resolve) => (tell = resolve))
    show(1)
    await passing(20_000)
    expect(pictures()).toEqual([])
    tell(true)
    await passing()
    expect(pictures()).toEqual([1])
    await passing(5_000)
    show(2)
    await passing(100)
    pipeline.renew()
    show(3)
    tell(true)
    await passing()
    expect(pictures()).toEqual([1])
    tell(true)
    await passing(5_000)
    expect(pictures()).toEqual([1, 3])
  })

  it('keeps any frames a second apart, and leaves no change unsent', async () => {
    const happening = fc.record({
      what: fc.constantFrom('show', 'refresh', 'behind', 'ready'),
      afterMs: fc.integer({ min: 0, max: 700 }),
    })
    const any = fc.asyncProperty(
      fc.array(happening, { maxLength: 60 }),
      fc.integer({ min: 0, max: 1_500 }),
      async (happenings, encodingMs) => {
        vi.clearAllTimers()
        const { pipeline, show, sent, network } = setUp({ encodingMs })
        let shown = 0
        for (const { what, afterMs } of happenings) {
          if (what === 'show') show((shown += 1))
          else if (what === 'refresh') pipeline.refresh()
          else network.readiness = what === 'behind' ? 'behind' : 'ready'
          await passing(afterMs)
        }
        network.readiness = 'ready'
        await passing(10_000)
        const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? NaN))
        expect(gaps.filter((gap) => gap < 1_000)).toEqual([])
        expect(sent.at(-1)?.picture ?? 0).toBe(shown)
        const order = sent.map(({ picture }) => picture)
        expect(order).toEqual(order.toSorted((one, other) => one - other))
      },
    )
    await fc.assert(any, { numRuns: 60 })
  })
})
