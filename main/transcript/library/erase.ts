/** Deleting for good: nothing of what was said stays in the database, its index, its log or its files. */
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { takeFromIndex } from './line-index'
import type { Sql } from './sql'

const keySchema = z.object({ key: z.number() })
const textSchema = z.object({ key: z.number(), text: z.string(), indexed: z.number() })
const fileSchema = z.object({ file: z.string() })
const checkpointSchema = z.object({ busy: z.number() })

/** Where pictures and recordings are kept beside the database. */
export interface LibraryFolders {
  readonly pictures: string
  readonly recordings: string
}

/** Erased at once: each takes about 3 ms of a million, and the library does nothing else meanwhile. */
const LINES_AT_ONCE = 25

/**
 * Erases some of a conversation: first the files of its pictures and recordings, then lines with their
 * text in the index, last the rest. What a crash leaves goes with the next try. Returns whether nothing
 * is left of it.
 */
export function eraseSome(sql: Sql, folders: LibraryFolders, id: string): boolean {
  const found = sql.get(keySchema, 'SELECT key FROM conversations WHERE id = ?', id)
  if (found === null) return true
  eraseFiles(sql, folders, found.key)
  return sql.inTransaction(() => eraseRows(sql, found.key))
}

function eraseFiles(sql: Sql, folders: LibraryFolders, conversation: number): void {
  for (const file of filesOf(sql, folders, conversation)) rmSync(file, { force: true })
}

/** Paths of its pictures and recordings; `conversation`: the key of its row. */
export function filesOf(sql: Sql, folders: LibraryFolders, conversation: number): string[] {
  const of = (folder: string, table: 'frames' | 'recordings'): string[] =>
    sql
      .all(
        fileSchema,
        `SELECT file FROM ${table} WHERE conversation = ? AND file IS NOT NULL`,
        conversation,
      )
      // A name that leads elsewhere is not ours.
      .map(({ file }) => join(folder, basename(file)))
  return [...of(folders.pictures, 'frames'), ...of(folders.recordings, 'recordings')]
}

/** The rest of the rows goes with the conversation (`ON DELETE CASCADE`). */
function eraseRows(sql: Sql, conversation: number): boolean {
  const lines = sql.all(
    textSchema,
    'SELECT key, text, indexed FROM lines WHERE conversation = ? LIMIT ?',
    conversation,
    LINES_AT_ONCE,
  )
  for (const { key, text, indexed } of lines) {
    if (indexed === 1) takeFromIndex(sql, key, text)
    sql.run('DELETE FROM lines WHERE key = ?', key)
  }
  if (lines.length === LINES_AT_ONCE) return false
  sql.run('DELETE FROM conversations WHERE key = ?', conversation)
  return true
}

/** Writes the log back and cuts it to nothing: until then it holds pages of before. */
export function emptyLog(sql: Sql): void {
  const { busy } = sql.get(checkpointSchema, 'PRAGMA wal_checkpoint(TRUNCATE)') ?? { busy: 0 }
  if (busy !== 0) throw new Error('The log of the library is held by another program')
}
