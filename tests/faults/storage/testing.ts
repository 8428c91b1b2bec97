/** Libraries in folders of their own, and what is in them. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import { LineTable } from '@main/transcript/library/line-table'
import { openLibrary, type Damage } from '@main/transcript/library/open-library'
import { search } from '@main/transcript/library/search'
import { Sql, type Database } from '@main/transcript/library/sql'
import { numberedLine } from './numbered-line'

/** Of a library: the database, its log, and the index of that. */
export const DATABASE = 'library.db'
export const LOG = `${DATABASE}-wal`
export const LOG_INDEX = `${DATABASE}-shm`

const textSchema = z.object({ text: z.string() })
const checkSchema = z.object({ integrity_check: z.string() })

/** A line of these tests, as it is kept when it has been said to its end. */
export const saidLine = (number: number) =>
  numberedLine(number, 'what was said, to its end', number)

/** Is removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-storage-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Copies a library as its files are at this moment, as a crash would leave them. */
export function copyOf(folder: string): string {
  const copy = newFolder()
  for (const file of [DATABASE, LOG, LOG_INDEX]) {
    if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(copy, file))
  }
  return copy
}

/** All texts in order of their keys. */
export const textsIn = (database: Database): string[] =>
  new Sql(database).all(textSchema, 'SELECT text FROM lines ORDER BY key').map(({ text }) => text)

/** Fails when SQLite, or the full-text index, finds anything wrong. */
export function expectSound(database: Database): void {
  const found = new Sql(database).all(checkSchema, 'PRAGMA integrity_check')
  expect(found).toEqual([{ integrity_check: 'ok' }])
  database.exec(`INSERT INTO lines_index (lines_index, rank) VALUES ('integrity-check', 1)`)
}

/** Fails when it does not take a line and find it again. */
export function expectToGoOn(database: Database): void {
  const sql = new Sql(database)
  new LineTable(sql).keep([{ ...saidLine(9_999_999), text: 'It goes on from here' }])
  expect(search(sql, { query: 'goes on from', count: 2 })).toHaveLength(1)
}

/** Opens the library of a folder, sees that it is sound and goes on, and says what was in it. */
export function reopen(folder: string): {
  readonly texts: readonly string[]
  readonly damage: Damage | null
} {
  const { database, damage } = openLibrary(folder)
  try {
    const texts = textsIn(database)
    expectSound(database)
    expectToGoOn(database)
    return { texts, damage }
  } finally {
    database.close()
  }
}
