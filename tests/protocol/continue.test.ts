import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench, type BenchOptions } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }
const ALL = { skip: 0, count: 50 }
const scenario = scripted([{ ...QUICK, text: 'Blue.' }])

async function ask(b: Bench, question: string): Promise<void> {
  const lines = b.transcript().length
  b.engine.conversation.sendText(question)
  await eventually(() => expect(b.transcript()).toHaveLength(lines + 2))
}

/** Conversations that have ended, one for each question. */
async function talked(questions: readonly string[], options: BenchOptions = {}): Promise<Bench> {
  const b = await bench({ scenario, ...options })
  for (const question of questions) {
    await goLive(b)
    await ask(b, question)
    await b.engine.endConversation()
  }
  return b
}

async function listed({ engine }: Bench) {
  const page = await engine.library.listConversations(ALL)
  if (!page.ok) throw new Error(page.error.reason)
  return page.value.conversations
}

async function goOnWith(b: Bench, id: string): Promise<void> {
  expect(await b.engine.continueConversation(id)).toEqual({ ok: true, value: null })
  await b.until(({ session }) => session.kind === 'live')
}

const linesOf = async ({ engine }: Bench, id: string): Promise<string[]> => {
  const lines = await engine.library.readLines({ id, from: 0, count: 500 })
  return lines.ok ? lines.value.map(({ text }) => text) : []
}

describe('a conversation that is gone on with', () => {
  it('stays one conversation, with its session, and comes first in the list', async () => {
    const b = await talked(['My colour?', 'Something else?'])
    const [, first] = await listed(b)
    const id = first?.id ?? ''
    await goOnWith(b, id)
    expect(b.simulator.connections.at(-1)?.setup).toMatchObject({
      sessionResumption: { handle: expect.any(String) as string },
    })
    expect(b.engine.state.current.conversationId).toBe(id)
    await ask(b, 'And yours?')
    await b.engine.endConversation()
    expect(await linesOf(b, id)).toEqual(['My colour?', 'Blue.', 'And yours?', 'Blue.'])
    expect(await listed(b)).toMatchObject([
      { id, lines: 4, continuedAt: expect.any(Number) as number },
      { lines: 2, continuedAt: null },
    ])
  })

  it('is told to a fresh session where its own is of another model', async () => {
    const b = await talked(['My colour?'])
    const [only] = await listed(b)
    await b.engine.updateSettings({ model: 'gemini-3.8-live-extended-thinking' })
    await goOnWith(b, only?.id ?? '')
    const last = b.simulator.connections.at(-1)
    expect(last?.setup?.sessionResumption).toEqual({})
    const history = await last?.waitFor(({ kind }) => kind === 'clientContent')
    expect(JSON.stringify(history?.content)).toMatch(/My colour\?.*Blue\./)
    expect(b.engine.state.current.notices).toEqual([])
  })

  it('goes on in a later run, where its lines are shown again', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'sightline-continue-'))
    onTestFinished(() => rm(userData, { recursive: true, force: true }))
    const before = await talked(['My colour?'], { userData })
    const [kept] = await listed(before)
    await before.engine.close()
    const b = await talked(['Something new'], { userData })
    await goOnWith(b, kept?.id ?? '')
    const shown = b.engine
      .snapshot()
      .lines.filter(({ conversationId }) => conversationId === kept?.id)
    expect(shown.map(({ text }) => text)).toEqual(['My colour?', 'Blue.'])
    await ask(b, 'Go on')
    expect(await linesOf(b, kept?.id ?? '')).toEqual(['My colour?', 'Blue.', 'Go on', 'Blue.'])
  })

  it('is not begun while one is on, nor where there is none', async () => {
    const b = await talked(['My colour?'])
    const [only] = await listed(b)
    expect(await b.engine.continueConversation('nobody')).toMatchObject({
      error: { reason: 'conversation-gone' },
    })
    await goLive(b)
    expect(await b.engine.continueConversation(only?.id ?? '')).toMatchObject({
      error: { reason: 'conversation-is-on' },
    })
  })
})
