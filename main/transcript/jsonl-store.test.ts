import { appendFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { JsonlStore } from './jsonl-store'

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sightline-store-')), 'transcripts')
})
afterEach(() => rm(join(folder, '..'), { recursive: true }))

const line = (changes: Partial<TranscriptLine> = {}): TranscriptLine => ({
  id: 'c1:0',
  conversationId: 'c1',
  position: 0,
  speaker: 'user',
  channel: 'voice',
  text: 'Hello',
  startedAt: 1,
  endedAt: null,
  interrupted: false,
  ...changes,
})

describe('JsonlStore', () => {
  it('gives back the last version of every line, in order of speaking', async () => {
    const store = new JsonlStore(folder)
    await store.append(line({ id: 'c1:999', position: 999, speaker: 'assistant', text: 'Hi' }))
    await store.append(line({ text: 'Hel' }))
    await store.append(line({ text: 'Hello נ 😀' }))
    await store.append(line({ id: 'c0:0', conversationId: 'c0', text: 'Earlier' }))
    const texts = (await new JsonlStore(folder).load()).lines.map(({ text }) => text)
    expect(texts).toEqual(['Earlier', 'Hello נ 😀', 'Hi'])
  })

  it('is empty where nothing was kept', async () => {
    expect(await new JsonlStore(folder).load()).toEqual({ lines: [], unreadable: 0 })
  })

  it('passes over a line that a crash has torn', async () => {
    const store = new JsonlStore(folder)
    await store.append(line())
    await appendFile(join(folder, 'c1.jsonl'), '{"id":"c1:1","conversa')
    expect((await new JsonlStore(folder).load()).lines).toEqual([line()])
  })

  it('reads the other conversations when one cannot be read', async () => {
    const store = new JsonlStore(folder)
    await store.append(line())
    await mkdir(join(folder, 'c0.jsonl'))
    expect(await store.load()).toEqual({ lines: [line()], unreadable: 1 })
  })

  it('writes only the newest of the versions that wait, and settles all of them', async () => {
    const store = new JsonlStore(folder)
    await Promise.all(['a', 'ab', 'abc'].map((text) => store.append(line({ text }))))
    expect(await readFile(join(folder, 'c1.jsonl'), 'utf8')).toBe(
      `${JSON.stringify(line({ text: 'abc' }))}\n`,
    )
  })

  it('rejects when nothing can be kept, and keeps what comes once it can', async () => {
    await appendFile(folder, 'a file where the folder should be')
    const store = new JsonlStore(folder)
    await expect(store.append(line())).rejects.toThrow()
    await rm(folder)
    await store.append(line())
    expect(await readdir(folder)).toEqual(['c1.jsonl'])
  })
})
