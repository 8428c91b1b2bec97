import { describe, expect, it } from 'vitest'
import type { Result } from '@contract/errors'
import { UNDO_MS } from '@contract/library'
import { FakeClock } from '@main/live/testing'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }
const ALL = { skip: 0, count: 50 }

/** A conversation of one question and its answer, over again. */
async function talked(question = 'When do we meet?', b?: Bench): Promise<Bench> {
  const on =
    b ?? (await bench({ scenario: scripted([{ ...QUICK, text: 'On Monday, in Zürich.' }]) }))
  await goLive(on)
  on.engine.conversation.sendText(question)
  await eventually(() => expect(on.transcript().at(-1)).toBe('assistant: On Monday, in Zürich.'))
  return on
}

async function valueOf<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(answer.error.reason)
  return answer.value
}

describe('the library', () => {
  it('has a conversation while it is on, and finds what was said', async () => {
    const { engine } = await talked()
    const { library } = engine
    const { conversations, total } = await valueOf(library.listConversations(ALL))
    expect(total).toBe(1)
    expect(conversations).toMatchObject([{ title: 'When do we meet?', lines: 2, pinned: false }])
    const id = conversations[0]?.id ?? ''
    await eventually(async () => {
      const hits = await valueOf(library.searchConversations({ query: 'zurich mon', count: 5 }))
      expect(hits).toMatchObject([{ conversationId: id, conversationTitle: 'When do we meet?' }])
    })
    const lines = await valueOf(library.readLines({ id, from: 1, count: 5 }))
    expect(lines.map(({ text }) => text)).toEqual(['On Monday, in Zürich.'])
    const position = lines[0]?.position ?? 0
    expect(await valueOf(library.placeOfLine({ id, position }))).toBe(1)
  })

  it('keeps marks, titles and edits, and what was said beside them', async () => {
    const { engine } = await talked()
    const { library } = engine
    let changes = 0
    library.onChanged(() => (changes += 1))
    const id = (await valueOf(library.listConversations(ALL))).conversations[0]?.id ?? ''
    await valueOf(library.markMoment({ note: 'the date' }))
    await valueOf(library.renameConversation({ id, title: 'The meeting' }))
    await valueOf(library.pinConversation({ id, pinned: true }))
    const [question] = await valueOf(library.readLines({ id, from: 0, count: 1 }))
    const { position = 0 } = question ?? {}
    await valueOf(library.editLine({ id, position, text: 'When shall we meet?' }))
    expect(await valueOf(library.readConversation({ id }))).toMatchObject({
      summary: { title: 'The meeting', isTitleGiven: true, pinned: true, marks: 1 },
      marks: [{ note: 'the date' }],
    })
    const read = (): Promise<unknown> => valueOf(library.readLines({ id, from: 0, count: 1 }))
    expect(await read()).toMatchObject([
      { text: 'When shall we meet?', original: 'When do we meet?' },
    ])
    const find = (query: string) => valueOf(library.searchConversations({ query, count: 5 }))
    expect(await find('shall')).toHaveLength(1)
    await valueOf(library.editLine({ id, position, text: null }))
    expect(await read()).toMatchObject([{ text: 'When do we meet?', original: null }])
    expect(await find('shall')).toEqual([])
    expect(changes).toBe(5)
  })

  it('deletes what is not on, lets it come back for a while, and then not any more', async () => {
    const clock = new FakeClock()
    const b = await bench({ scenario: scripted([{ ...QUICK, text: 'Yes.' }]), clock })
    const { library } = b.engine
    await goLive(b)
    b.engine.conversation.sendText('The secret')
    await eventually(() => expect(b.transcript()).toHaveLength(2))
    const id = (await valueOf(library.listConversations(ALL))).conversations[0]?.id ?? ''
    expect(await library.discardConversations({ ids: [id] })).toMatchObject({
      error: { reason: 'conversation-is-on' },
    })
    await b.engine.endConversation()
    const gone: string[] = []
    library.onGone((ids) => gone.push(...ids))
    const listed = async (): Promise<number> =>
      (await valueOf(library.listConversations(ALL))).total
    await valueOf(library.discardConversations({ ids: [id] }))
    expect([await listed(), gone, b.transcript()]).toEqual([0, [id], []])
    await valueOf(library.restoreConversations({ ids: [id] }))
    clock.advance(UNDO_MS)
    expect(await listed()).toBe(1)
    await valueOf(library.discardConversations({ ids: [id] }))
    clock.advance(UNDO_MS)
    await eventually(async () => {
      await valueOf(library.restoreConversations({ ids: [id] }))
      expect(await listed()).toBe(0)
    })
  })

  it('marks nothing while nothing is on', async () => {
    const { engine } = await bench()
    expect(await engine.library.markMoment({ note: '' })).toMatchObject({
      error: { reason: 'no-conversation' },
    })
  })
})
