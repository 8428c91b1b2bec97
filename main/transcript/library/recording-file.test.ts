import { expect, it } from 'vitest'
import { ConversationTable } from './conversation-table'
import { openDatabase } from './database'
import { recordingFileOf } from './recording-file'
import { Sql } from './sql'

it('finds the file of a recording by its key', () => {
  const sql = new Sql(openDatabase(':memory:'))
  const conversation = new ConversationTable(sql).keyOf('c1', 1_000)
  sql.run(
    'INSERT INTO recordings (key, conversation, started_at, file) VALUES (?, ?, ?, ?)',
    7,
    conversation,
    1_000,
    'talk.ogg',
  )
  expect(recordingFileOf(sql, 7)).toBe('talk.ogg')
  expect(recordingFileOf(sql, 8)).toBeNull()
})
