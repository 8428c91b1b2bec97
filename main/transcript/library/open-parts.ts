import { dirname, join } from 'node:path'
import { ConversationTable } from './conversation-table'
import type { LibraryFolders } from './erase'
import { ExportSource } from './export-source'
import { LineTable } from './line-table'
import type { Damage } from './open-library'
import { Recordings } from './recordings'
import { Sql, type Database } from './sql'

/** The database while it is open, and those who ask it. */
export interface OpenParts {
  readonly database: Database
  readonly sql: Sql
  readonly lines: LineTable
  readonly conversations: ConversationTable
  readonly source: ExportSource
  readonly recordings: Recordings
}

/** @param damage what was wrong when it was opened: recordings that nobody knows any more are put aside */
export function openParts(
  database: Database,
  folders: LibraryFolders,
  damage: Damage | null,
): OpenParts {
  const sql = new Sql(database)
  const beside = dirname(folders.recordings)
  const aside = damage === null ? null : join(beside, `${damage.keptAs}-recordings`)
  return {
    database,
    sql,
    lines: new LineTable(sql),
    conversations: new ConversationTable(sql),
    source: new ExportSource(sql, folders),
    recordings: new Recordings(sql, folders.recordings, aside),
  }
}

export function closeParts({ database, recordings }: OpenParts): void {
  try {
    recordings.close()
  } finally {
    database.close()
  }
}
