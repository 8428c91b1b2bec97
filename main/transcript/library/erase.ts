/** Deleting for good: nothing of what was said stays in the database, its index, its log or its files. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { takeFromIndex } from './line-index'
import type { Sql } from './sql'

const keySchema = z.object({ key: z.number() })
const textSchema = z.object({ key: z.number(), text: z.string() })
const fileSchema = z.object({ file: z.string() })
const checkpointSchema = z.object({ busy: z.number() })

/** Where pictures and recordings are kept beside the database. */
export interface LibraryFolders {
  readonly pictures: string
  readonly recordings: string
}

/**
 * Erases conversations: rows, their text in the index, thumbnails, and the files of pictures and
 * recordings. Files go first: what a crash leaves is rows without files, and those go with the next try.
 */
export function erase(sql: Sql, folders: LibraryFolders, ids: readonly string[]): void {
  for (const id of ids) {
    const found = sql.get(keySchema, 'SELECT key FROM conversations WHERE id = ?', id)
    if (found === null) continue
    eraseFiles(sql, folders, found.key)
    sql.inTransaction(() => eraseRows(sql, found.key))
  }
  emptyLog(sql)
}

function eraseFiles(sql: Sql, folders: LibraryFolders, conversation: number): void {
  const of = (folder: string, table: 'frames' | 'recordings'): string[] =>
    sql
      .all(
        fileSchema,
        `SELECT file FROM ${table} WHERE conversation = ? AND file IS NOT NULL`,
        conversation,
      )
      .map(({ file }) => join(folder, file))
  const files = [...of(folders.pictures, 'frames'), ...of(folders.recordings, 'recordings')]
  for (const file of files) rmSync(file, { force: true })
}

/** The rest of the rows goes with the conversation (`ON DELETE CASCADE`). */
function eraseRows(sql: Sql, conversation: number): void {
  const indexed = sql.all(
    textSchema,
    'SELECT key, text FROM lines WHERE conversation = ? AND indexed = 1',
    conversation,
  )
  for (const { key, text } of indexed) takeFromIndex(sql, key, text)
  sql.run('DELETE FROM conversations WHERE key = ?', conversation)
}

/** Writes the log back and cuts it to nothing: until then it holds pages of before. */
function emptyLog(sql: Sql): void {
  const { busy } = sql.get(checkpointSchema, 'PRAGMA wal_checkpoint(TRUNCATE)') ?? { busy: 0 }
  if (busy !== 0) throw new Error('The log of the library is held by another program')
}
