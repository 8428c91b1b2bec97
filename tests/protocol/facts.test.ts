import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Result } from '@contract/errors'
import type { ConversationDetail } from '@contract/library'
import { CLOSES } from '../../simulator/close-reasons'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench, type BenchOptions } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }
const SCREEN = { kind: 'screen', id: 'screen:0:0', name: 'Entire screen' } as const
const scenario = scripted([{ ...QUICK, text: 'On Monday.' }])

async function valueOf<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(answer.error.reason)
  return answer.value
}

/** What the library has of the only conversation; `null`: it has none. */
async function kept({ engine }: Bench): Promise<ConversationDetail | null> {
  const { library } = engine
  const { conversations } = await valueOf(library.listConversations({ skip: 0, count: 5 }))
  expect(conversations.length).toBeLessThan(2)
  const id = conversations[0]?.id
  return id === undefined ? null : await valueOf(library.readConversation({ id }))
}

/** One question and its answer; returns how many turns the service has counted. */
async function ask(b: Bench, question: string): Promise<void> {
  const before = b.transcript().length
  b.engine.conversation.sendText(question)
  await eventually(() => expect(b.transcript()).toHaveLength(before + 2))
}

async function live(options: BenchOptions = {}): Promise<Bench> {
  const b = await bench({ scenario, ...options })
  await goLive(b)
  return b
}

async function show(b: Bench, frameId: number): Promise<void> {
  const { sharing } = b.engine.state.current
  const shareId = sharing.kind === 'off' ? 0 : sharing.shareId
  b.engine.sharing.hear({ kind: 'on', shareId })
  const channels = { width: 1600, height: 900, channels: 3, background: '#2255aa' } as const
  const jpeg = new Uint8Array(await sharp({ create: channels }).jpeg().toBuffer()).buffer
  b.frames.receive({
    ...{ type: 'frame', shareId, frameId, jpeg, width: 1600, height: 900 },
    ...{ capturedAt: Date.now(), coversRevision: 0 },
  })
  await eventually(() => expect(b.engine.snapshot().lastFrame?.shareId).toBe(shareId))
}

describe('what the library has of a conversation that is on', () => {
  it('is nothing at all while nothing was said, shown or marked', async () => {
    const b = await live()
    await b.engine.endConversation()
    expect(await kept(b)).toBeNull()
  })

  it('is its model, its tokens by kind, and its end', async () => {
    const b = await live()
    await ask(b, 'When do we meet?')
    await eventually(async () => {
      expect((await kept(b))?.summary.tokens).toBeGreaterThan(0)
    })
    const first = (await kept(b))?.summary
    expect(first?.model).toBe(b.engine.state.current.settings.model)
    await ask(b, 'And where?')
    await eventually(async () => {
      // The second turn pays for the first one's context again.
      expect((await kept(b))?.summary.tokens).toBeGreaterThan(2 * (first?.tokens ?? 0))
    })
    const before = Date.now()
    await b.engine.endConversation()
    await eventually(async () => {
      expect((await kept(b))?.summary.endedAt).toBeGreaterThanOrEqual(before)
    })
  })

  it('is what it cost before, and after it was gone on with', async () => {
    const b = await live()
    await ask(b, 'When do we meet?')
    await eventually(async () => expect((await kept(b))?.summary.tokens).toBeGreaterThan(0))
    await b.engine.endConversation()
    const { id = '', tokens } = (await kept(b))?.summary ?? {}
    await b.engine.continueConversation(id)
    await b.until(({ session }) => session.kind === 'live')
    await ask(b, 'And where?')
    await eventually(async () =>
      expect((await kept(b))?.summary.tokens).toBeGreaterThan(tokens ?? Infinity),
    )
  })

  it('is the mark of a conversation in which nothing was said, with its model', async () => {
    const b = await live()
    const mark = await valueOf(b.engine.library.markMoment({ note: 'here' }))
    expect(b.engine.state.current.happenings).toEqual([{ kind: 'mark', ...mark }])
    await eventually(async () => {
      const { model } = b.engine.state.current.settings
      expect(await kept(b)).toMatchObject({ marks: [mark], summary: { model } })
    })
    await valueOf(b.engine.library.removeMark({ key: mark.key }))
    expect(b.engine.state.current.happenings).toEqual([])
    expect(await kept(b)).toMatchObject({ marks: [] })
  })

  it('is a thumbnail of each picture that was sent, and no more unless that is wanted', async () => {
    const b = await live()
    b.engine.sharing.start(SCREEN)
    await show(b, 1)
    await eventually(async () => expect((await kept(b))?.frames).toHaveLength(1))
    const { frames, summary } = (await kept(b)) ?? {}
    const [frame] = frames ?? []
    expect(frame).toMatchObject({
      ...{ sourceKind: 'screen', sourceName: 'Entire screen', width: 1280, height: 720 },
      isKept: false,
    })
    expect(summary?.thumbnails).toEqual([frame?.key])
    const { readPicture } = b.engine.library
    const small = await valueOf(readPicture({ key: frame?.key ?? 0, size: 'whole' }))
    expect(await sharp(small ?? undefined).metadata()).toMatchObject({ width: 240, height: 135 })
    expect(await readdir(join(b.userData, 'library/pictures'))).toEqual([])
    expect(b.engine.snapshot().lastFrame).not.toHaveProperty('thumbnail')
  })

  it('is the very picture that was sent, where the user keeps them', async () => {
    const b = await live()
    await b.engine.updateSettings({ keepPictures: true })
    b.engine.sharing.start(SCREEN)
    await show(b, 1)
    await eventually(async () => expect((await kept(b))?.frames).toMatchObject([{ isKept: true }]))
    const key = (await kept(b))?.frames[0]?.key ?? 0
    const whole = await valueOf(b.engine.library.readPicture({ key, size: 'whole' }))
    expect(whole).toEqual(b.engine.snapshot().lastFrame?.jpeg)
  })

  it('is a rotation for a connection that ends as planned, and a gap for one that breaks', async () => {
    const b = await live()
    const happened = (): readonly unknown[] => b.engine.state.current.happenings
    await ask(b, 'When do we meet?')
    b.simulator.connections[0]?.goAway('50s')
    await eventually(() => expect(happened()).toMatchObject([{ kind: 'rotation' }]))
    const next = b.simulator.nextConnection()
    b.simulator.connections[1]?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    await next
    await eventually(() =>
      expect(happened()).toMatchObject([{ kind: 'rotation' }, { kind: 'gap', lostMs: 0 }]),
    )
    await eventually(async () => expect((await kept(b))?.events).toEqual(happened()))
  })

  it('is a gap with what was lost of the voice', async () => {
    const b = await live({
      scenario: scripted([{ ...QUICK, text: 'On Monday.' }], {
        onSetup: (dial) => (dial === 1 ? 'complete' : CLOSES.unavailable),
      }),
    })
    await ask(b, 'When do we meet?')
    b.simulator.connections[0]?.terminate()
    await b.until(({ session }) => session.kind === 'reconnecting')
    b.microphone.speak(400)
    await new Promise((resolve) => setImmediate(resolve))
    // What is still to be sent when the conversation ends is of no use any more.
    await b.engine.endConversation()
    await eventually(async () => {
      const events = (await kept(b))?.events ?? []
      const lost = events.map((event) => (event.kind === 'gap' ? event.lostMs : -1))
      expect(lost.reduce((sum, ms) => sum + ms, 0)).toBe(400)
    })
  })

  it('is what was shared, for the windows, from when on and until when', async () => {
    const b = await live()
    b.engine.sharing.start(SCREEN)
    await show(b, 1)
    b.engine.sharing.start({ ...SCREEN, kind: 'window', id: 'window:1:0', name: 'Report' })
    await eventually(() => {
      const { sharing } = b.engine.state.current
      if (sharing.kind === 'on' && sharing.next) {
        b.engine.sharing.hear({ kind: 'on', shareId: sharing.next.shareId })
      }
      expect(b.engine.state.current.happenings).toHaveLength(2)
    })
    b.engine.sharing.stop()
    expect(b.engine.state.current.happenings).toMatchObject([
      { kind: 'shared', sourceKind: 'screen', name: 'Entire screen' },
      { kind: 'shared', sourceKind: 'window', name: 'Report' },
      { kind: 'share-ended', sourceKind: 'window', name: 'Report' },
    ])
  })
})
