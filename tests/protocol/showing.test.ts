import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { FrameCommand } from '@contract/media'
import type { SentFrame } from '@contract/session'
import { silentLibrary } from './silent-library'
import { bench, eventually, goLive, type Bench } from './harness'

const SCREEN = { kind: 'screen', id: 'screen:0:0', name: 'Entire screen' } as const

async function picture(width: number, height: number, colour: string): Promise<ArrayBuffer> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
  return new Uint8Array(bytes).buffer
}

function share(b: Bench): number {
  b.engine.sharing.start(SCREEN)
  const { sharing } = b.engine.state.current
  const shareId = sharing.kind === 'off' ? 0 : sharing.shareId
  b.engine.sharing.hear({ kind: 'on', shareId })
  return shareId
}

const FRAME = { type: 'frame', frameId: 1, coversRevision: 0 }

describe('sharing', () => {
  it('begins only while a conversation is on', async () => {
    const b = await bench()
    expect(b.engine.sharing.start(SCREEN)).toMatchObject({ error: { reason: 'not-live' } })
    expect(b.engine.state.current.sharing.kind).toBe('off')
    await goLive(b)
    expect(b.engine.sharing.start(SCREEN)).toMatchObject({ ok: true })
    expect(b.engine.state.current.sharing.kind).not.toBe('off')
  })

  it('sends what was captured, fitted and undistorted, and shows the very bytes', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    const shown: SentFrame[] = []
    b.engine.onFrameSent((frame) => shown.push(frame))
    const jpeg = await picture(1920, 1080, '#ff0000')
    b.frames.receive({ ...FRAME, jpeg, width: 1920, height: 1080, capturedAt: 1, shareId })
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    const received = connection?.frames[0]?.jpeg ?? Buffer.alloc(0)
    expect(Buffer.from(shown[0]?.jpeg ?? []).equals(received)).toBe(true)
    expect(await sharp(received).metadata()).toMatchObject({ width: 1280, height: 720 })
    const { channels } = await sharp(received).stats()
    expect(channels.map(({ mean }) => Math.round(mean / 255))).toEqual([1, 0, 0])
  })

  it('tells the page how large pictures are sent, and asks anew for another detail', async () => {
    const b = await bench()
    expect(b.frames.posted[0]).toEqual({ type: 'fitted', longSide: 1280 })
    await goLive(b)
    const shareId = share(b)
    let longSide = 1280
    b.frames.onPost = (posted) => {
      const command = posted as FrameCommand
      if (command.type === 'fitted') ({ longSide } = command)
      if (command.type !== 'refresh') return
      void picture(longSide, 9, '#777777').then((jpeg) => {
        const size = { width: longSide, height: 9 }
        b.frames.receive({ ...FRAME, ...size, jpeg, capturedAt: Date.now(), shareId })
      })
    }
    const jpeg = await picture(1280, 720, '#ff0000')
    b.frames.receive({ ...FRAME, jpeg, width: 1280, height: 720, capturedAt: 1, shareId })
    await b.simulator.connections[0]?.waitFor(({ kind }) => kind === 'video')

    await b.engine.updateSettings({ detail: 'read-text' })
    const widths = async (): Promise<number[]> => {
      const frames = b.simulator.connections.flatMap((connection) => connection.frames)
      return Promise.all(frames.map(async ({ jpeg }) => (await sharp(jpeg).metadata()).width))
    }
    await eventually(async () => expect((await widths()).at(-1)).toBe(1920))
    expect(new Set(await widths())).toEqual(new Set([1280, 1920]))
  })

  it('sends no two frames within a second, and the newest of those that wait', async () => {
    // In this process the library's disk would keep the server from its clock.
    const b = await bench({ startLibrary: silentLibrary, awaitsLibrary: false })
    await goLive(b)
    const shareId = share(b)
    const colours = ['#000000', '#444444', '#888888', '#ffffff']
    for (const colour of colours) {
      const jpeg = await picture(640, 480, colour)
      b.frames.receive({ ...FRAME, jpeg, width: 640, height: 480, capturedAt: 1, shareId })
    }
    const connection = b.simulator.connections[0]
    await eventually(() => expect(connection?.frames).toHaveLength(2))
    const [first, second] = connection?.frames ?? []
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
    const { channels } = await sharp(second?.jpeg).stats()
    expect(channels[0]?.mean).toBeGreaterThan(250)
    expect(await sharp(second?.jpeg).metadata()).toMatchObject({ width: 640, height: 480 })
  })

  it('lets nothing leave after it was stopped, nor of another share', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    const jpeg = await picture(1920, 1080, '#00ff00')
    const frame = { ...FRAME, jpeg, width: 1920, height: 1080, capturedAt: 1, shareId }
    b.frames.receive(frame)
    b.engine.sharing.stop()
    b.frames.receive(frame)
    const second = share(b)
    b.frames.receive(frame)
    b.frames.receive({ ...frame, shareId: second, jpeg: await picture(320, 200, '#0000ff') })
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    expect(connection?.frames).toHaveLength(1)
    expect(await sharp(connection?.frames[0]?.jpeg).metadata()).toMatchObject({ width: 320 })
  })

  it('shows a new connection the screen that stands still', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    const jpeg = await picture(800, 600, '#123456')
    b.frames.receive({ ...FRAME, jpeg, width: 800, height: 600, capturedAt: 1, shareId })
    await b.simulator.connections[0]?.waitFor(({ kind }) => kind === 'video')
    const next = b.simulator.nextConnection()
    b.simulator.connections[0]?.goAway('50s')
    await (await next).waitFor(({ kind }) => kind === 'video')
  })

  it('ends with the conversation, however that ends', async () => {
    const b = await bench()
    await goLive(b)
    share(b)
    b.simulator.connections[0]?.close(1011, 'Quota exhausted')
    await b.until(({ session }) => session.kind === 'failed')
    expect(b.engine.state.current.sharing).toEqual({ kind: 'off' })
  })

  it('says so when the source goes away, and ignores reports of an older share', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    b.engine.sharing.hear({
      kind: 'off',
      shareId: shareId + 1,
      error: { reason: 'screen-failed' },
    })
    expect(b.engine.state.current.sharing.kind).toBe('on')
    b.engine.sharing.hear({ kind: 'off', shareId, error: { reason: 'share-source-gone' } })
    expect(b.engine.state.current.sharing).toEqual({
      kind: 'off',
      ended: { name: 'Entire screen', error: { reason: 'share-source-gone' } },
    })
  })

  it('shows what is on the screen when the user begins to talk, once a second at most', async () => {
    const b = await bench()
    await b.engine.updateSettings({ talkMode: 'push-to-talk' })
    await goLive(b)
    const shareId = share(b)
    const jpeg = await picture(320, 200, '#123456')
    let frameId = 0
    const show = (): void => {
      frameId += 1
      const capturedAt = Date.now()
      b.frames.receive({ ...FRAME, frameId, jpeg, width: 320, height: 200, capturedAt, shareId })
    }
    b.frames.onPost = (command) => {
      if ((command as FrameCommand).type === 'refresh') show()
    }
    // When they left, as on a loaded computer the first may arrive late, and the next close behind it.
    const times: number[] = []
    b.engine.onFrameSent(() => times.push(performance.now()))
    show()
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    for (let keys = 0; keys < 30; keys += 1) {
      b.engine.conversation.toggleTalking()
      await delay(((keys * 7) % 11) * 15)
    }
    await eventually(() => expect(b.engine.state.current.counters.framesSent).toBeGreaterThan(2))
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
    const sent = b.frames.posted.filter((command) => (command as FrameCommand).type === 'sent')
    expect(sent[0]).toEqual({ type: 'sent', frameId: 1 })
    expect(sent.length).toBe(b.engine.state.current.counters.framesSent)
  })

  it('shows the screen as it is when speech is heard hands-free', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    const still = await picture(300, 200, '#123456')
    const frame = { ...FRAME, height: 200, shareId }
    b.frames.receive({ ...frame, jpeg: still, width: 300, capturedAt: Date.now() })
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    const fresh = await picture(310, 200, '#123456')
    b.frames.onPost = (command) => {
      if ((command as FrameCommand).type !== 'refresh') return
      b.frames.receive({ ...frame, frameId: 2, jpeg: fresh, width: 310, capturedAt: Date.now() })
    }
    b.microphone.hear('speech')
    await eventually(() => expect(connection?.frames).toHaveLength(2))
    expect(await sharp(connection?.frames[1]?.jpeg).metadata()).toMatchObject({ width: 310 })
    const [first, second] = connection?.frames ?? []
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
  })

  it('waits for the fresh picture of a slow worker, and sends none of before in its place', async () => {
    const b = await bench()
    await b.engine.updateSettings({ talkMode: 'push-to-talk' })
    await goLive(b)
    const shareId = share(b)
    const jpegs = await Promise.all([300, 310, 320].map((width) => picture(width, 200, '#123456')))
    const show = (frameId: number, capturedAt: number): void => {
      const width = 290 + 10 * frameId
      b.frames.receive({
        ...FRAME,
        ...{ frameId, jpeg: jpegs[frameId - 1], width, height: 200, capturedAt, shareId },
      })
    }
    show(1, Date.now())
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    await delay(1_200)
    // At the key-down the worker is still busy with a picture; the fresh one comes after it.
    const busySince = Date.now() - 100
    b.engine.conversation.toggleTalking()
    await delay(500)
    show(2, busySince)
    await delay(500)
    expect(connection?.frames).toHaveLength(1)
    show(3, Date.now() - 500)
    await eventually(() => expect(connection?.frames).toHaveLength(2))
    expect(await sharp(connection?.frames[1]?.jpeg).metadata()).toMatchObject({ width: 320 })
  })

  it('lets no picture with the camera leave once it was taken out, or moved', async () => {
    const b = await bench()
    await goLive(b)
    b.engine.sharing.start({ ...SCREEN, camera: { id: 'abc', name: 'Webcam' } })
    b.engine.sharing.hear({ kind: 'on', shareId: 1 })
    const show = async (width: number, coversRevision: number): Promise<void> => {
      const jpeg = await picture(width, 200, '#123456')
      const size = { width, height: 200 }
      b.frames.receive({ ...FRAME, ...size, coversRevision, jpeg, capturedAt: 1, shareId: 1 })
    }
    await show(300, 0)
    await b.engine.updateSettings({ pictureCorner: 'top-left' })
    await show(310, 0)
    b.engine.sharing.hear({ kind: 'camera-off', shareId: 1 })
    await show(320, 1)
    await show(330, 2)
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    const widths = (connection?.frames ?? []).map(
      async ({ jpeg }) => (await sharp(jpeg).metadata()).width,
    )
    expect((await Promise.all(widths)).filter((width) => width !== 300)).toEqual([330])
  })

  it('lets no picture leave that lacks the newest covers', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    const bare = await picture(320, 200, '#ff0000')
    const frame = { ...FRAME, jpeg: bare, width: 320, height: 200, capturedAt: 1, shareId }
    b.frames.receive(frame)
    const covers = [{ left: 0, top: 0, width: 1, height: 1 }]
    b.engine.sharing.setCovers({ shareId, covers })
    b.frames.receive(frame)
    const covered = await picture(100, 50, '#000000')
    b.frames.receive({ ...frame, jpeg: covered, coversRevision: 1 })
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    expect(connection?.frames).toHaveLength(1)
    expect(await sharp(connection?.frames[0]?.jpeg).metadata()).toMatchObject({ width: 100 })
  })

  it('tells when a switch ends the covers, and not when the same is chosen again', async () => {
    const b = await bench()
    await goLive(b)
    const reasons = () => b.engine.state.current.notices.map(({ error }) => error.reason)
    b.engine.sharing.setCovers({
      shareId: share(b),
      covers: [{ left: 0, top: 0, width: 1, height: 1 }],
    })
    b.engine.sharing.start(SCREEN)
    const next = 2
    b.engine.sharing.hear({ kind: 'on', shareId: next })
    expect(b.engine.state.current.sharing).toMatchObject({ shareId: next, coversRevision: 1 })
    expect(reasons()).toEqual([])
    b.engine.sharing.start({ ...SCREEN, id: 'screen:1:0', name: 'Screen 2' })
    b.engine.sharing.hear({ kind: 'on', shareId: next + 1 })
    expect(b.engine.state.current.sharing).toMatchObject({ shareId: next + 1, covers: [] })
    expect(reasons()).toEqual(['covers-ended'])
  })

  it('goes on when the camera in its corner is off, and tells why unless the user knows', async () => {
    const b = await bench()
    await goLive(b)
    const error = { reason: 'corner-camera-lost', detail: 'Webcam' } as const
    for (const shareId of [1, 2]) {
      b.engine.sharing.start({ ...SCREEN, camera: { id: 'abc', name: 'Webcam' } })
      b.engine.sharing.hear({ kind: 'on', shareId })
      const report = { kind: 'camera-off', shareId } as const
      b.engine.sharing.hear(shareId === 1 ? report : { ...report, error })
      b.engine.sharing.hear({ ...report, error })
      const { sharing, notices } = b.engine.state.current
      expect(sharing).toMatchObject({ kind: 'on', shareId, source: { camera: undefined } })
      expect(notices.map((notice) => notice.error)).toEqual(shareId === 1 ? [] : [error])
      b.engine.sharing.stop()
    }
  })

  it('counts the pictures that showed nothing new', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    b.frames.receive({ type: 'unchanged', shareId })
    b.frames.receive({ type: 'unchanged', shareId })
    expect(b.engine.state.current.counters.framesUnchanged).toBe(2)
  })

  it('goes on while another source is opened, and tells when that fails', async () => {
    const b = await bench()
    await goLive(b)
    const first = share(b)
    b.engine.sharing.start({ ...SCREEN, id: 'screen:1:0', name: 'Screen 2' })
    const jpeg = await picture(640, 480, '#00ff00')
    const frame = { ...FRAME, jpeg, width: 640, height: 480, capturedAt: 1 }
    b.frames.receive({ ...frame, shareId: first + 1 })
    b.frames.receive({ ...frame, shareId: first })
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    b.engine.sharing.hear({
      kind: 'off',
      shareId: first + 1,
      error: { reason: 'screen-failed' },
    })
    expect(b.engine.state.current.sharing).toMatchObject({ shareId: first, next: null })
    expect(b.engine.state.current.notices).toMatchObject([
      { error: { reason: 'share-not-switched', detail: 'Screen 2' } },
    ])
  })

  it('sends nothing of what arrives while sharing is paused, and goes on afterwards', async () => {
    const b = await bench()
    await goLive(b)
    const shareId = share(b)
    const shown: SentFrame[] = []
    b.engine.onFrameSent((sent) => shown.push(sent))
    const frameOf = async (width: number): Promise<object> => {
      const jpeg = await picture(width, 480, '#0000ff')
      return { ...FRAME, jpeg, width, height: 480, capturedAt: 1, shareId }
    }
    b.engine.sharing.setSituation({ excludedWindow: 'Bank' })
    b.frames.receive(await frameOf(320))
    b.engine.sharing.setSituation({ excludedWindow: null })
    b.frames.receive(await frameOf(640))
    await eventually(() => expect(shown).toHaveLength(1))
    expect(shown[0]).toMatchObject({ width: 640, shareId })
  })

  it('lets no picture leave that the shell does not clear, nor one from before other exclusions', async () => {
    const b = await bench()
    await goLive(b)
    const asked: number[] = []
    let clear: (isCleared: boolean) => void = () => undefined
    b.engine.sharing.setClearance((capturedAt) => {
      asked.push(capturedAt)
      return new Promise((resolve) => (clear = resolve))
    })
    const shareId = share(b)
    const show = async (width: number, capturedAt: number): Promise<void> => {
      const jpeg = await picture(width, 200, '#123456')
      b.frames.receive({ ...FRAME, jpeg, width, height: 200, capturedAt, shareId })
    }
    await show(300, 1)
    clear(false)
    await eventually(() => expect(asked).toEqual([1]))
    await show(310, 2)
    await eventually(() => expect(asked).toEqual([1, 2]))
    await b.engine.updateSettings({ excluded: ['bank'] })
    clear(true)
    await show(320, Date.now())
    await eventually(() => expect(asked).toHaveLength(3))
    clear(true)
    const connection = b.simulator.connections[0]
    await connection?.waitFor(({ kind }) => kind === 'video')
    expect(connection?.frames).toHaveLength(1)
    expect(await sharp(connection?.frames[0]?.jpeg).metadata()).toMatchObject({ width: 320 })
  })
})
