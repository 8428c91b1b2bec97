/** Making a damaged database readable again as far as SQLite can be brought to it; on a copy. */
import { DatabaseSync } from '@photostructure/sqlite'
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { z } from 'zod'
import { openDatabase } from './database'
import { Sql, type Database } from './sql'

/** Of SQLite's pages, as it makes them unless it is told otherwise. */
const PAGE_BYTES = 4_096
/** First byte of a page that holds rows of a table: https://sqlite.org/fileformat.html#b_tree_pages */
const TABLE_LEAF = 0x0d
/** In the first page it comes after the header of the file. */
const FILE_HEADER_BYTES = 100

const pageSchema = z.object({ pageno: z.number() })

/** A copy to work with, and what removes it. */
export interface WorkingCopy {
  readonly database: Database
  readonly path: string
  close(): void
}

/**
 * Opens a copy of the damaged database at `path`, as it is, else with the list of its tables taken from
 * a sound one; `null` where neither names these tables.
 */
export function openCopy(path: string, tables: readonly string[]): WorkingCopy | null {
  const copy = `${path}.copy`
  for (const suffix of ['', '-wal']) {
    if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`)
  }
  const database = openReadable(copy, tables) ?? openWithTableList(copy, tables)
  if (database === null) {
    removeDatabase(copy)
    return null
  }
  const close = (): void => {
    database.close()
    removeDatabase(copy)
  }
  return { database, path: copy, close }
}

function openReadable(path: string, tables: readonly string[]): Database | null {
  let database: Database | null = null
  try {
    database = new DatabaseSync(path)
    for (const table of tables) database.prepare(`SELECT key FROM ${table}`)
    return database
  } catch {
    database?.close()
    return null
  }
}

function openWithTableList(path: string, tables: readonly string[]): Database | null {
  try {
    writeTableList(path)
    return openReadable(path, tables)
  } catch {
    return null
  }
}

/** A new library has the same tables at the same places: its header and its list of them will do. */
function writeTableList(path: string): void {
  const model = `${path}.model`
  const sound = openDatabase(model)
  const list = "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'"
  const pages = new Sql(sound).all(pageSchema, list)
  sound.close()
  const bytes = readFileSync(model)
  removeDatabase(model)
  // Sizes of 0 let SQLite go by the file: https://sqlite.org/fileformat.html#the_database_header
  bytes.fill(0, 28, 40)
  const file = openSync(path, 'r+')
  for (const { pageno } of pages) {
    const from = (pageno - 1) * PAGE_BYTES
    writeSync(file, bytes, from, PAGE_BYTES, from)
  }
  closeSync(file)
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}

/**
 * Has each page of rows be the whole of a table in turn: what led to the page may be damaged. `read` sees
 * rows of other tables too, and columns that mean something else; whatever it throws is passed over.
 */
export function throughLeaves(
  { path }: WorkingCopy,
  table: string,
  read: (page: Sql) => void,
): void {
  const database = new DatabaseSync(path)
  database.enableDefensive(false)
  for (const page of leavesOf(path)) {
    try {
      database.exec('PRAGMA writable_schema = ON')
      // Of a copy that is thrown away: nothing has to reach the disk.
      database.exec('PRAGMA synchronous = OFF')
      database.exec(`UPDATE sqlite_schema SET rootpage = ${page} WHERE name = '${table}'`)
      database.exec('PRAGMA writable_schema = RESET')
      read(new Sql(database))
    } catch {
      // It was no page of rows after all, or one that is damaged itself.
    }
  }
  database.close()
}

function leavesOf(path: string): number[] {
  const bytes = readFileSync(path)
  return Array.from({ length: Math.floor(bytes.length / PAGE_BYTES) }, (_, page) => page)
    .filter(
      (page) => bytes[page * PAGE_BYTES + (page === 0 ? FILE_HEADER_BYTES : 0)] === TABLE_LEAF,
    )
    .map((page) => page + 1)
}
