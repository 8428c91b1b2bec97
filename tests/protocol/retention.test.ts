import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openLibrary } from '@main/transcript/library/open-library'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }
const DAY_MS = 24 * 60 * 60_000
const scenario = scripted([{ ...QUICK, text: 'Indigo.' }])

async function talk(b: Bench, question: string): Promise<void> {
  await goLive(b)
  b.engine.conversation.sendText(question)
  const both = [`user: ${question}`, 'assistant: Indigo.']
  await eventually(() => expect(b.transcript().slice(-2)).toEqual(both))
  await b.engine.endConversation()
}

async function titles({ engine }: Bench): Promise<string[]> {
  const page = await engine.library.listConversations({ skip: 0, count: 50 })
  if (!page.ok) throw new Error(page.error.reason)
  return page.value.conversations.map(({ title }) => title)
}

async function idOf({ engine }: Bench, title: string): Promise<string> {
  const page = await engine.library.listConversations({ skip: 0, count: 50 })
  const found = page.ok ? page.value.conversations.find((one) => one.title === title) : undefined
  if (!found) throw new Error(`There is no ${title}`)
  return found.id
}

async function profile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-retention-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Puts everything that a profile holds so many days back. */
function age(userData: string, days: number): void {
  const { database } = openLibrary(join(userData, 'library'))
  for (const [table, columns] of [
    ['conversations', ['started_at', 'ended_at', 'continued_at', 'arrived_at']],
    ['lines', ['started_at', 'ended_at']],
  ] as const) {
    const sets = columns.map((column) => `${column} = ${column} - ${days * DAY_MS}`)
    database.exec(`UPDATE ${table} SET ${sets.join(', ')}`)
  }
  database.close()
}

async function bytesBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'))
  return (await Promise.all(texts)).join('')
}

describe('conversations', () => {
  it('are erased once they are too old, but for those that are pinned', async () => {
    const userData = await profile()
    const first = await bench({ scenario, userData })
    await talk(first, 'Old zirconium')
    await talk(first, 'Pinned')
    const id = await idOf(first, 'Pinned')
    await first.engine.library.pinConversation({ id, pinned: true })
    await first.engine.close()
    age(userData, 8)
    const b = await bench({ scenario, userData })
    await talk(b, 'New')
    expect(await titles(b)).toEqual(['Pinned', 'New', 'Old zirconium'])
    const gone: string[] = []
    b.engine.library.onGone((ids) => gone.push(...ids))
    await b.engine.updateSettings({ keepDays: 7 })
    await eventually(async () => expect(await titles(b)).toEqual(['Pinned', 'New']))
    expect(gone).toHaveLength(1)
    expect(b.transcript()).not.toContain('user: Old zirconium')
    await eventually(async () => expect(await bytesBelow(userData)).not.toContain('zirconium'))
  })

  it('are erased in the next run where the app ended before that was done', async () => {
    const userData = await profile()
    const first = await bench({ scenario, userData })
    await talk(first, 'Something zirconium')
    await first.engine.library.discardConversations({
      ids: [await idOf(first, 'Something zirconium')],
    })
    await first.engine.close()
    expect(await bytesBelow(userData)).toContain('zirconium')
    await bench({ scenario, userData })
    await eventually(async () => expect(await bytesBelow(userData)).not.toContain('zirconium'))
  })

  it('are not written at all where the user wants none to be kept', async () => {
    const userData = await profile()
    const b = await bench({ scenario, userData })
    await b.engine.updateSettings({ keepDays: 0 })
    await talk(b, 'Secret zirconium')
    expect(b.transcript()).toEqual(['user: Secret zirconium', 'assistant: Indigo.'])
    expect(await titles(b)).toEqual([])
    await goLive(b)
    expect(await b.engine.library.markMoment({ note: '' })).toMatchObject({
      error: { reason: 'not-kept' },
    })
    expect(b.engine.recording.setOn(true)).toMatchObject({ error: { reason: 'not-kept' } })
    await b.engine.close()
    expect(await bytesBelow(userData)).not.toContain('zirconium')
  })

  it('are kept for ever unless the user says otherwise', async () => {
    const userData = await profile()
    const first = await bench({ scenario, userData })
    await talk(first, 'Ten years ago')
    await first.engine.close()
    age(userData, 3_650)
    const b = await bench({ scenario, userData })
    await talk(b, 'Now')
    expect(await titles(b)).toEqual(['Now', 'Ten years ago'])
  })
})
