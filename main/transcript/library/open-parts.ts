import { ConversationTable } from './conversation-table'
import type { LibraryFolders } from './erase'
import { ExportSource } from './export-source'
import { LineTable } from './line-table'
import { Sql, type Database } from './sql'

/** The database while it is open, and those who ask it. */
export interface OpenParts {
  readonly database: Database
  readonly sql: Sql
  readonly lines: LineTable
  readonly conversations: ConversationTable
  readonly source: ExportSource
}

export function openParts(database: Database, folders: LibraryFolders): OpenParts {
  const sql = new Sql(database)
  return {
    database,
    sql,
    lines: new LineTable(sql),
    conversations: new ConversationTable(sql),
    source: new ExportSource(sql, folders),
  }
}
