import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { ConversationTable } from './conversation-table'
import { openDatabase } from './database'
import { Library } from './library'
import { LineTable } from './line-table'
import { Sql } from './sql'

it('gives a conversation the beginning of a long first question for a title', () => {
  const sql = new Sql(openDatabase(':memory:'))
  const question = { id: 'a:0', conversationId: 'a', position: 0, speaker: 'user' } as const
  const text = '🎉'.repeat(100_000)
  new LineTable(sql).keep([
    { ...question, channel: 'typed', text, startedAt: 1, endedAt: 2, interrupted: false },
  ])
  const [listed] = new ConversationTable(sql).list({ skip: 0, count: 1 })
  expect(listed?.title).toBe(`${'🎉'.repeat(200)}…`)
})

it('keeps the language of a line, also when it is told of later', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-lines-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const library = new Library(join(folder, 'library'))
  const line: TranscriptLine = {
    ...{ id: 'a:0', conversationId: 'a', position: 0, speaker: 'user', channel: 'voice' },
    ...{ text: 'Grüe', startedAt: 1, endedAt: null, interrupted: false },
  }
  library.keep([line])
  expect(library.newestLines(5)).toEqual([line])
  const told = { ...line, text: 'Grüezi', endedAt: 2, language: 'de-CH' }
  library.keep([told])
  expect(library.newestLines(5)).toEqual([told])
  expect(library.lines('a', 0, 5)).toEqual([{ ...told, original: null }])
  library.close()
})
