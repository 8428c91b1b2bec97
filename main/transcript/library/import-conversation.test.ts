import fc from 'fast-check'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectConversation, type ConversationPages } from '../export/collect-conversation'
import type { ExportedConversation, ExportedFrame } from '../export/exported-conversation'
import { START, anyConversation, conversationOf, lineOf } from '../export/exported-conversations'
import { importConversations } from '../export/import-conversations'
import { ConversationTable } from './conversation-table'
import { openDatabase } from './database'
import { ExportSource } from './export-source'
import { importConversation } from './import-conversation'
import { LineTable } from './line-table'
import { search } from './search'
import { Sql, type Database } from './sql'
import { storedText } from './stored-text'

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 7)

let folder: string
let database: Database
let sql: Sql
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-import-'))
  database = openDatabase(':memory:')
  sql = new Sql(database)
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const take = (conversation: ExportedConversation) =>
  importConversation(sql, { pictures: folder, recordings: folder }, conversation)

function pages(): ConversationPages {
  const source = new ExportSource(sql, { pictures: folder, recordings: folder })
  return {
    facts: (id) => Promise.resolve(source.facts(id)),
    lines: (id, from, count) => Promise.resolve(source.lines(id, from, count)),
    frames: (id, from, count, pictures) =>
      Promise.resolve(source.frames(id, from, count, pictures)),
  }
}
const exported = (id: string): Promise<ExportedConversation | null> =>
  collectConversation(pages(), id, 'whole')

const frame: ExportedFrame = {
  ...{ at: START, sourceKind: 'screen', sourceName: 'Screen 1', width: 800, height: 600 },
  ...{ thumbnail: JPEG, picture: null },
}

/** What of a conversation the library can keep: no sound, and texts as SQLite holds them. */
const kept = (conversation: ExportedConversation): ExportedConversation => ({
  ...conversation,
  title: conversation.title && storedText(conversation.title),
  model: conversation.model && storedText(conversation.model),
  lines: conversation.lines.map((line) => {
    const text = storedText(line.text)
    const original = line.original === null ? null : storedText(line.original)
    return { ...line, text, original: original === text ? null : original }
  }),
  marks: conversation.marks.map((mark) => ({ ...mark, note: storedText(mark.note) })),
  frames: conversation.frames.map((frame) => ({
    ...frame,
    sourceName: storedText(frame.sourceName),
    thumbnail: frame.thumbnail ?? frame.picture,
  })),
  recordings: [],
})

describe('a conversation that is imported', () => {
  it('is exported again as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyConversation(), async (conversation) => {
        const { id, isNew } = take(conversation)
        // Another one of the runs before may have its id.
        if (isNew) expect(await exported(id)).toEqual({ ...kept(conversation), id })
        expect(take(conversation)).toEqual({ id, isNew: false })
        database.exec("INSERT INTO lines_index (lines_index) VALUES ('integrity-check')")
      }),
      { numRuns: 60 },
    )
  })

  it('is found by its words, also where a line has no end', () => {
    const lines = [
      lineOf('Quarterly report', { endedAt: null }),
      lineOf('A chart', { position: 1, original: 'A card' }),
    ]
    take(conversationOf({ lines }))
    const found = (query: string): string[] =>
      search(sql, { query, count: 9 }).map(({ text }) => text)
    expect([found('quarterly'), found('chart'), found('card')]).toEqual([
      ['Quarterly report'],
      ['A chart'],
      [],
    ])
  })

  it('is known where all of its lines are, whatever was changed since', () => {
    const conversation = conversationOf({ lines: [lineOf('Hello')] })
    take(conversation)
    const conversations = new ConversationTable(sql)
    const lines = new LineTable(sql)
    const key = conversations.findKey(conversation.id) ?? 0
    conversations.rename(conversation.id, 'Another title')
    lines.edit(key, 0, 'Something else')
    lines.keep([{ ...lineOf('More', { position: 1 }), id: 'x:1', conversationId: conversation.id }])
    expect(take(conversation)).toEqual({ id: conversation.id, isNew: false })
    expect(conversations.read(conversation.id)?.title).toBe('Another title')
  })

  it('gets a new id where its own belongs to another, the same each time', async () => {
    const conversation = conversationOf({ lines: [lineOf('Hello')] })
    const other = conversationOf({ lines: [lineOf('Not that')] })
    take(other)
    const first = take(conversation)
    expect(first).toEqual({
      id: expect.stringMatching(/^2026-01-05T09-30-00-000Z-[0-9a-f]{12}$/) as string,
      isNew: true,
    })
    expect(take(conversation)).toEqual({ id: first.id, isNew: false })
    expect((await exported(other.id))?.lines[0]?.text).toBe('Not that')
    expect((await exported(first.id))?.lines[0]?.text).toBe('Hello')
  })

  it('is new where the one of its id waits to be erased', () => {
    const conversation = conversationOf({ lines: [lineOf('Hello')] })
    take(conversation)
    new ConversationTable(sql).discard([conversation.id], START)
    expect(take(conversation).isNew).toBe(true)
  })

  it('has a length that its id can be asked for', () => {
    const id = 'i'.repeat(100)
    take(conversationOf({ id }))
    const taken = take(conversationOf({ id, lines: [lineOf('Hello')] }))
    expect(taken.isNew).toBe(true)
    expect(taken.id.length).toBeLessThanOrEqual(100)
  })

  it('is there whole or not at all, and so are its pictures', async () => {
    const frames = [{ ...frame, picture: JPEG }]
    const broken = { ...frame, at: START + 1, width: 1.5 }
    expect(() =>
      take(conversationOf({ lines: [lineOf('x')], frames: [...frames, broken] })),
    ).toThrow('width')
    expect(await exported(conversationOf().id)).toBeNull()
    expect(readdirSync(folder)).toEqual([])
    expect(search(sql, { query: 'x', count: 1 })).toEqual([])

    take(conversationOf({ frames }))
    const [file = ''] = readdirSync(folder)
    expect(Uint8Array.from(readFileSync(join(folder, file)))).toEqual(JPEG)
  })

  it('may have more lines of one moment than there are keys for it', () => {
    const lines = Array.from({ length: 2_500 }, (_, position) => lineOf('x', { position }))
    take(conversationOf({ lines }))
    const found = new LineTable(sql).page(conversationOf().id, 0, 3_000)
    expect(found.map(({ position }) => position)).toEqual(lines.map(({ position }) => position))
  })
})

describe('conversations of one file', () => {
  it('are counted as new or as known', async () => {
    take(conversationOf({ id: 'a', lines: [lineOf('Here before')] }))
    const first = conversationOf({ id: 'a', lines: [lineOf('First')] })
    const second = conversationOf({ id: 'b', startedAt: START + 1, continuedAt: START + 2 })
    const file = [second, first]
    expect(importConversations(file, take)).toEqual({ imported: 2, known: 0 })
    expect((await exported('b'))?.continuedAt).toBe(START + 2)
    expect(importConversations(file, take)).toEqual({ imported: 0, known: 2 })
  })
})

describe('a conversation that is exported', () => {
  it('is read in pages', async () => {
    const lines = Array.from({ length: 1_203 }, (_, at) =>
      lineOf(`line ${at}`, { position: at * 2, startedAt: START + at }),
    )
    const frames = Array.from({ length: 45 }, (_, at) => ({ ...frame, at: START + at }))
    take(conversationOf({ lines, frames }))
    const counts: number[] = []
    const real = pages()
    const conversation = await collectConversation(
      {
        ...real,
        lines: (id, from, count) => {
          counts.push(count)
          return real.lines(id, from, count)
        },
      },
      conversationOf().id,
      'thumbnails',
    )
    expect(conversation?.lines).toEqual(lines)
    expect(conversation?.frames).toEqual(frames)
    expect(counts).toEqual([500, 500, 500])
  })

  it('has the pictures that are asked for', async () => {
    take(conversationOf({ frames: [{ ...frame, picture: Uint8Array.of(...JPEG, 8) }] }))
    const { id } = conversationOf()
    const picturesOf = async (pictures: 'none' | 'thumbnails' | 'whole') => {
      const [found] = (await collectConversation(pages(), id, pictures))?.frames ?? []
      return [found?.thumbnail?.length ?? null, found?.picture?.length ?? null]
    }
    expect(await picturesOf('none')).toEqual([null, null])
    expect(await picturesOf('thumbnails')).toEqual([5, null])
    expect(await picturesOf('whole')).toEqual([5, 6])
    // Somebody has put another file in its place.
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '<svg/>')
    expect(await picturesOf('whole')).toEqual([5, null])
  })

  it('is nothing once it is deleted, also in the middle', async () => {
    take(conversationOf({ lines: [lineOf('x')] }))
    const { id } = conversationOf()
    const real = pages()
    const found = await collectConversation(
      {
        ...real,
        frames: (...page) => {
          new ConversationTable(sql).discard([id], START)
          return real.frames(...page)
        },
      },
      id,
      'none',
    )
    expect(found).toBeNull()
    expect(await exported(id)).toBeNull()
  })
})
