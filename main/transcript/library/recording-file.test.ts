import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ConversationTable } from './conversation-table'
import { openDatabase } from './database'
import { recordingFileOf } from './recording-file'
import { Sql } from './sql'

it('finds the file of a recording by its key, below their folder whatever it is called', () => {
  const sql = new Sql(openDatabase(':memory:'))
  const conversation = new ConversationTable(sql).keyOf('c1', 1_000)
  sql.run(
    'INSERT INTO recordings (key, conversation, started_at, file) VALUES (?, ?, ?, ?)',
    7,
    conversation,
    1_000,
    '../talk.ogg',
  )
  const folders = { pictures: '/library/pictures', recordings: '/library/recordings' }
  expect(recordingFileOf(sql, folders, 7)).toBe(join('/library/recordings', 'talk.ogg'))
  expect(recordingFileOf(sql, folders, 8)).toBeNull()
})
