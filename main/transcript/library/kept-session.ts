/** What is known of a conversation's last session, so that it can be gone on with. */
import { z } from 'zod'
import type { Sql } from './sql'

const handleSchema = z.object({
  value: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  model: z.string(),
  /** Where the session is. */
  server: z.string(),
})
/** A session's name for going on with it, and whose it is. */
export type KeptHandle = z.infer<typeof handleSchema>

/** Tokens by kind, and their `total`. */
export type KeptUsage = Readonly<Record<string, number>> & { readonly total: number }
const usageSchema: z.ZodType<KeptUsage> = z.object({ total: z.number() }).catchall(z.number())

export interface KeptSession {
  readonly handle: KeptHandle | null
  readonly usage: KeptUsage | null
}

const rowSchema = z.object({ handle: z.string().nullable(), usage: z.string().nullable() })

/** `conversation` here and below: the key of its row. What cannot be read is `null`. */
export function readSession(sql: Sql, conversation: number): KeptSession {
  const query = 'SELECT handle, usage FROM conversations WHERE key = ?'
  const row = sql.get(rowSchema, query, conversation)
  return {
    handle: readJson(handleSchema, row?.handle ?? null),
    usage: readJson(usageSchema, row?.usage ?? null),
  }
}

export function noteHandle(sql: Sql, conversation: number, handle: KeptHandle): void {
  sql.run('UPDATE conversations SET handle = ? WHERE key = ?', JSON.stringify(handle), conversation)
}

/** Notes that it is gone on with now, so that it has not ended. */
export function noteContinued(sql: Sql, conversation: number, now: number): void {
  sql.run(
    'UPDATE conversations SET continued_at = ?, ended_at = NULL WHERE key = ?',
    now,
    conversation,
  )
}

function readJson<T>(schema: z.ZodType<T>, json: string | null): T | null {
  try {
    return json === null ? null : schema.parse(JSON.parse(json))
  } catch {
    return null
  }
}
