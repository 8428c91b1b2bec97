/** Opening the library whatever has become of its file. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openDatabase } from './database'
import { primaryCode } from './library-errors'
import { salvage, type Salvaged } from './salvage'
import { Sql, type Database } from './sql'

const DATABASE = 'library.db'
/** SQLite keeps its log and the log's index beside the database. */
const BESIDE = ['', '-wal', '-shm']

/** https://sqlite.org/rescode.html: the file is damaged, or is no database. */
const DAMAGED = new Set([11, 26])
const SQLITE_ERROR = 1
const checkSchema = z.record(z.string(), z.string())

/** What was found wrong, and what came of it. */
export interface Damage extends Salvaged {
  /** Name of the file that the damaged database was kept as. */
  readonly keptAs: string
}

export interface OpenedLibrary {
  readonly database: Database
  readonly damage: Damage | null
}

/**
 * Opens the library of a folder. A damaged one is put aside, never deleted, and what can be read of it
 * goes into a new one.
 *
 * @throws what else stands in the way: a full or read-only disk, another program that holds it,
 *   `NewerDatabaseError`
 */
export function openLibrary(folder: string, now: () => Date = () => new Date()): OpenedLibrary {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    return { database: openSound(folder), damage: null }
  } catch (error) {
    if (!isDamage(error)) throw error
    return replaceDamaged(folder, now())
  }
}

/** Whether SQLite says that the file is damaged. */
export function isDamage(error: unknown): boolean {
  return error instanceof DamagedError || DAMAGED.has(primaryCode(error))
}

/** A check found what no error has told of. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError'
}

function openSound(folder: string): Database {
  const database = openDatabase(join(folder, DATABASE), (old, version) => {
    backUp(old, folder, version)
  })
  try {
    check(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** @throws `DamagedError`, or what SQLite says where it cannot even look */
function check(database: Database): void {
  const verdict = verdictOn(database)
  if (verdict !== 'ok') throw new DamagedError(verdict)
}

function verdictOn(database: Database): string {
  try {
    const found = checkSchema.parse(database.prepare('PRAGMA quick_check(1)').get())
    return Object.values(found)[0] ?? ''
  } catch (error) {
    // What the full-text index finds wrong with itself it calls an error in the question.
    if (primaryCode(error) !== SQLITE_ERROR) throw error
    return String(error)
  }
}

/** The database as it was before a change of its version; one of each version is kept. */
function backUp(database: Database, folder: string, version: number): void {
  const path = join(folder, `before-version-${version + 1}.db`)
  rmSync(path, { force: true })
  database.prepare('VACUUM INTO ?').run(path)
}

/**
 * Copies of the whole library: those made before changes of its version, and damaged ones that were put
 * aside, with the recordings that belonged to them. Whoever deletes something means these too.
 */
export function eraseCopies(folder: string): void {
  const copies = readdirSync(folder).filter((name) => /^(before-version|damaged)-.*\.db/.test(name))
  for (const name of copies) rmSync(join(folder, name), { force: true, recursive: true })
}

function replaceDamaged(folder: string, now: Date): OpenedLibrary {
  const keptAs = `damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}.db`
  for (const suffix of BESIDE) {
    const path = join(folder, `${DATABASE}${suffix}`)
    if (existsSync(path)) renameSync(path, join(folder, `${keptAs}${suffix}`))
  }
  const database = openDatabase(join(folder, DATABASE))
  const salvaged = salvage(join(folder, keptAs), new Sql(database))
  return { database, damage: { ...salvaged, keptAs } }
}
