/** Opening the library whatever has become of its file. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openDatabase, type DatabaseOptions } from './database'
import { primaryCode } from './library-errors'
import { salvage, type Salvaged } from './salvage'
import { Sql, type Database } from './sql'

const DATABASE = 'library.db'
/** SQLite keeps its log and the log's index beside the database. */
const BESIDE = ['', '-wal', '-shm']

/** https://sqlite.org/rescode.html: the file is damaged, or is no database. */
const DAMAGED = new Set([11, 26])
const SQLITE_ERROR = 1
/** Its being there asks for a thorough check. */
const SUSPECTED = 'damage-suspected'
/**
 * Up to this size all of the file is looked at when it is opened, which takes 10 to 15 ms a megabyte;
 * of a larger one only what was said, a tenth of that. What else is damaged shows when it is used.
 */
const THOROUGH_BYTES = 64 * 1024 * 1024
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

export interface OpenOptions extends Pick<DatabaseOptions, 'migrations'> {
  readonly now?: () => Date
  /** See `THOROUGH_BYTES`. */
  readonly thoroughBytes?: number
}

/**
 * Opens the library of a folder. A damaged one is put aside, never deleted, and what can be read of it
 * goes into a new one.
 *
 * @throws what else stands in the way: a full or read-only disk, another program that holds it,
 *   `NewerDatabaseError`
 */
export function openLibrary(folder: string, options: OpenOptions = {}): OpenedLibrary {
  const { now = () => new Date() } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    return { database: openSound(folder, options), damage: null }
  } catch (error) {
    if (!isDamage(error)) throw error
    return replaceDamaged(folder, now(), options)
  }
}

/** The next opening looks at all of the file, whatever its size: a question has met damage in it. */
export function suspectDamage(folder: string): void {
  try {
    writeFileSync(join(folder, SUSPECTED), '', { mode: 0o600 })
  } catch {
    // On a disk that takes nothing it is looked at as any other.
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

function openSound(
  folder: string,
  { thoroughBytes = THOROUGH_BYTES, ...options }: OpenOptions,
): Database {
  const path = join(folder, DATABASE)
  const suspected = join(folder, SUSPECTED)
  const database = openDatabase(path, {
    ...options,
    beforeUpgrade: (old, version) => backUp(old, folder, version),
  })
  try {
    const isThorough = existsSync(suspected) || statSync(path).size <= thoroughBytes
    if (isThorough) check(database, '1')
    else for (const table of ['conversations', 'lines']) check(database, table)
    rmSync(suspected, { force: true })
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Also whether indexes lead to all rows: what they miss would be said anew and not be found.
 *
 * @param what a table, or `1` for all of the file up to the first thing that is wrong
 * @throws `DamagedError`, or what SQLite says where it cannot even look
 */
function check(database: Database, what: string): void {
  const verdict = verdictOn(database, what)
  if (verdict !== 'ok') throw new DamagedError(verdict)
}

function verdictOn(database: Database, what: string): string {
  try {
    const found = checkSchema.parse(database.prepare(`PRAGMA integrity_check(${what})`).get())
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
  // What a run has left that was killed meanwhile.
  for (const suffix of [...BESIDE, '-journal']) rmSync(`${path}${suffix}`, { force: true })
  database.prepare('VACUUM INTO ?').run(path)
}

/**
 * Copies of the whole library: those made before changes of its version, and damaged ones that were put
 * aside, with the recordings and pictures that belonged to them. Whoever deletes something means these
 * too.
 */
export function eraseCopies(folder: string): void {
  const copies = readdirSync(folder).filter((name) => /^(before-version|damaged)-.*\.db/.test(name))
  for (const name of copies) rmSync(join(folder, name), { force: true, recursive: true })
}

/** Everything: the database, what lies beside it, and all copies. Nothing may have it open. */
export function eraseFolder(folder: string): void {
  rmSync(join(folder, DATABASE), { force: true })
  for (const name of readdirSync(folder))
    rmSync(join(folder, name), { recursive: true, force: true })
}

function replaceDamaged(folder: string, now: Date, options: OpenOptions): OpenedLibrary {
  const keptAs = `damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}.db`
  for (const suffix of BESIDE) {
    const path = join(folder, `${DATABASE}${suffix}`)
    if (existsSync(path)) renameSync(path, join(folder, `${keptAs}${suffix}`))
  }
  rmSync(join(folder, SUSPECTED), { force: true })
  const database = openDatabase(join(folder, DATABASE), options)
  const salvaged = salvage(join(folder, keptAs), new Sql(database))
  return { database, damage: { ...salvaged, keptAs } }
}
