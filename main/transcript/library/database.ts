/** Opening the database of the library, and bringing it to the newest version. */
import { DatabaseSync } from '@photostructure/sqlite'
import { chmodSync } from 'node:fs'
import { z } from 'zod'
import { MIGRATIONS } from './migrations'
import { Sql, type Database } from './sql'

const versionSchema = z.object({ user_version: z.number() })

/** How long a write waits for another program that holds the database, in ms. */
const BUSY_MS = 2_000
/** Of the page cache, in KiB; a search through a million lines reads a few MB. */
const CACHE_KIB = 16 * 1024

/** The database was written by a newer Sightline; nothing in it is touched. */
export class NewerDatabaseError extends Error {
  constructor(version: number, known: number) {
    super(`The library has version ${version}, and this program knows ${known}`)
    this.name = 'NewerDatabaseError'
  }
}

export interface DatabaseOptions {
  /** Is told before an older database with content is changed. */
  readonly beforeUpgrade?: (database: Database, version: number) => void
  /** Those of `migrations.ts`, unless a test has others. */
  readonly migrations?: readonly string[]
}

/**
 * Opens the database, made where there is none, at its newest version.
 *
 * @throws what SQLite says of a file that is damaged or out of reach; `NewerDatabaseError`
 */
export function openDatabase(path: string, options: DatabaseOptions = {}): Database {
  const database = new DatabaseSync(path)
  try {
    // The order counts: waiting comes before the first thing that may find the database locked.
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
    database.exec('PRAGMA journal_mode = WAL')
    // What is committed is on the disk, also when the computer loses its power.
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA foreign_keys = ON')
    // What is deleted is overwritten.
    database.exec('PRAGMA secure_delete = ON')
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`)
    if (path !== ':memory:') chmodSync(path, 0o600)
    migrate(database, options)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Takes every step that is due, all of them or none. */
function migrate(
  database: Database,
  { beforeUpgrade, migrations = MIGRATIONS }: DatabaseOptions,
): void {
  const version = versionOf(database)
  if (version > migrations.length) throw new NewerDatabaseError(version, migrations.length)
  if (version === migrations.length) return
  if (version > 0) beforeUpgrade?.(database, version)
  new Sql(database).inTransaction(() => {
    for (const step of migrations.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

function versionOf(database: Database): number {
  return versionSchema.parse(database.prepare('PRAGMA user_version').get()).user_version
}
