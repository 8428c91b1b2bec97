import { basename, join } from 'node:path'
import { z } from 'zod'
import type { LibraryFolders } from './erase'
import type { Sql } from './sql'

const fileSchema = z.object({ file: z.string() })

/** The path of a recording's file; `null` where there is no such recording. */
export function recordingFileOf(
  sql: Sql,
  { recordings }: LibraryFolders,
  key: number,
): string | null {
  const found = sql.get(fileSchema, 'SELECT file FROM recordings WHERE key = ?', key)
  // A name that leads elsewhere is not ours.
  return found === null ? null : join(recordings, basename(found.file))
}
