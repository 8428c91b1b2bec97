import { z } from 'zod'
import type { Sql } from './sql'

const fileSchema = z.object({ file: z.string() })

/** The name of a recording's file; `null` where there is no such recording. */
export const recordingFileOf = (sql: Sql, key: number): string | null =>
  sql.get(fileSchema, 'SELECT file FROM recordings WHERE key = ?', key)?.file ?? null
