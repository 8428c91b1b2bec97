import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from './database'
import { expire, sizeOf } from './expire'
import { LineTable } from './line-table'
import { Sql } from './sql'

const NOTHING = { endedBefore: null, bytes: null, except: null }
let folders = { pictures: '', recordings: '' }
let sql: Sql

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-expire-'))
  folders = { pictures: join(folder, 'pictures'), recordings: join(folder, 'recordings') }
  for (const path of Object.values(folders)) mkdirSync(path)
  const database = openDatabase(join(folder, 'library.db'))
  sql = new Sql(database)
  onTestFinished(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })
})

/** A conversation of one line at a time. */
function said(id: string, at: number, text = 'Words'): void {
  new LineTable(sql).keep([
    {
      ...{ id: `${id}:0`, conversationId: id, position: 0, speaker: 'user', channel: 'voice' },
      ...{ text, startedAt: at, endedAt: at, interrupted: false },
    } as const,
  ])
}

const set = (id: string, assignment: string): number =>
  sql.run(`UPDATE conversations SET ${assignment} WHERE id = ?`, id)

it('takes what ended before a time, but for what is pinned, on, gone on with or has just come', () => {
  for (const id of ['old', 'pinned', 'on', 'continued', 'imported']) said(id, 100)
  said('long', 100)
  new LineTable(sql).keep([
    {
      ...{ id: 'long:1', conversationId: 'long', position: 1, speaker: 'assistant' },
      ...{ channel: 'voice', text: 'Late', startedAt: 900, endedAt: 900, interrupted: false },
    } as const,
  ])
  said('new', 900)
  set('pinned', 'pinned = 1')
  set('continued', 'continued_at = 800')
  set('imported', 'arrived_at = 800')
  expect(expire(sql, folders, { ...NOTHING, endedBefore: 500, except: 'on' })).toEqual(['old'])
  expect(expire(sql, folders, { ...NOTHING, endedBefore: 500, except: 'on' })).toEqual([])
  expect(expire(sql, folders, { ...NOTHING, endedBefore: 500 })).toEqual(['on'])
})

/** Conversations of one line and a megabyte of sound each, the first the oldest. */
function recorded(...ids: readonly string[]): void {
  ids.forEach((id, index) => {
    said(id, index + 1)
    writeFileSync(join(folders.recordings, `${id}.ogg`), Buffer.alloc(1_000_000))
    sql.run(
      `INSERT INTO recordings (conversation, started_at, duration_ms, file)
       SELECT key, 1, 1, ? FROM conversations WHERE id = ?`,
      `${id}.ogg`,
      id,
    )
  })
}

it('takes the oldest until the rest fits, with what lies beside the database', () => {
  recorded('first', 'second', 'third')
  const { bytes, conversations } = sizeOf(sql, folders)
  expect(conversations).toBe(3)
  expect(bytes).toBeGreaterThan(3_000_000)
  expect(expire(sql, folders, { ...NOTHING, bytes })).toEqual([])
  expect(expire(sql, folders, { ...NOTHING, bytes: bytes - 1_500_000 })).toEqual([
    'first',
    'second',
  ])
})

it('takes nothing in the stead of what waits to be erased, for its age, for its size or by the user', () => {
  recorded('deleted', 'old', 'second', 'third', 'fourth')
  const { bytes } = sizeOf(sql, folders)
  set('deleted', 'deleted_at = 5')
  const limits = { ...NOTHING, endedBefore: 3, bytes: bytes - 2_500_000 }
  expect(expire(sql, folders, limits)).toEqual(['old', 'second'])
  expect(expire(sql, folders, limits)).toEqual([])
  expect(sizeOf(sql, folders).bytes).toBeLessThan(bytes - 2_900_000)
})
