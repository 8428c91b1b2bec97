/** The conversations themselves: what is known of each besides its lines. */
import { z } from 'zod'
import type { Sql, SqlValue } from './sql'

/** A conversation as a list shows it. */
export interface ConversationSummary {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** When the last of it was said; the start, where nothing was. */
  readonly endedAt: number
  /** The user's title, else the first question; empty where nothing was asked. */
  readonly title: string
  readonly isTitleGiven: boolean
  readonly pinned: boolean
  readonly model: string | null
  /** The conversation that this one goes on with. */
  readonly continues: string | null
  readonly lines: number
  readonly frames: number
  readonly marks: number
}

export interface ListRequest {
  /** Milliseconds since the epoch; conversations that began from `from` up to and without `to`. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly sourceKind?: string | undefined
  readonly marked?: boolean | undefined
  /** How many to pass over. */
  readonly skip: number
  readonly count: number
}

const summarySchema = z
  .object({
    id: z.string(),
    started_at: z.number(),
    ended_at: z.number().nullable(),
    title: z.string().nullable(),
    question: z.string().nullable(),
    pinned: z.number(),
    model: z.string().nullable(),
    continues: z.string().nullable(),
    lines: z.number(),
    frames: z.number(),
    marks: z.number(),
  })
  .transform((row): ConversationSummary => ({
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? row.started_at,
    title: row.title ?? row.question ?? '',
    isTitleGiven: row.title !== null,
    pinned: row.pinned === 1,
    model: row.model,
    continues: row.continues,
    lines: row.lines,
    frames: row.frames,
    marks: row.marks,
  }))

const SUMMARY = `SELECT id, started_at, title, pinned, model, continues,
  (SELECT text FROM lines WHERE conversation = conversations.key AND speaker = 'user'
   ORDER BY position LIMIT 1) AS question,
  coalesce(ended_at, (SELECT coalesce(lines.ended_at, lines.started_at) FROM lines
   WHERE conversation = conversations.key ORDER BY position DESC LIMIT 1)) AS ended_at,
  (SELECT count(*) FROM lines WHERE conversation = conversations.key) AS lines,
  (SELECT count(*) FROM frames WHERE conversation = conversations.key) AS frames,
  (SELECT count(*) FROM marks WHERE conversation = conversations.key) AS marks
  FROM conversations`

/** Facts that are told of a conversation while it is on. */
export interface ConversationFacts {
  readonly id: string
  readonly startedAt: number
  readonly endedAt?: number | undefined
  readonly model?: string | undefined
  readonly continues?: string | undefined
  /** Tokens, by kind. */
  readonly usage?: Readonly<Record<string, number>> | undefined
}

export class ConversationTable {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Notes what is known; what is not told of stays as it was. */
  note({ id, startedAt, endedAt, model, continues, usage }: ConversationFacts): void {
    this.#sql.run(
      `INSERT INTO conversations (id, started_at, ended_at, model, continues, usage)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET
         ended_at = coalesce(excluded.ended_at, ended_at),
         model = coalesce(excluded.model, model),
         continues = coalesce(excluded.continues, continues),
         usage = coalesce(excluded.usage, usage)`,
      id,
      startedAt,
      endedAt ?? null,
      model ?? null,
      continues ?? null,
      usage === undefined ? null : JSON.stringify(usage),
    )
  }

  /** Pinned ones first, then the newest. */
  list(request: ListRequest): ConversationSummary[] {
    const { where, values } = conditionsOf(request)
    return this.#sql.all(
      summarySchema,
      `${SUMMARY} WHERE ${where} ORDER BY pinned DESC, started_at DESC, key DESC LIMIT ? OFFSET ?`,
      ...values,
      request.count,
      request.skip,
    )
  }

  read(id: string): ConversationSummary | null {
    return this.#sql.get(summarySchema, `${SUMMARY} WHERE id = ? AND deleted_at IS NULL`, id)
  }

  /** An empty title gives the first question its place back. */
  rename(id: string, title: string): void {
    const given = title.trim()
    this.#sql.run(
      'UPDATE conversations SET title = ? WHERE id = ?',
      given === '' ? null : given,
      id,
    )
  }

  pin(id: string, pinned: boolean): void {
    this.#sql.run('UPDATE conversations SET pinned = ? WHERE id = ?', Number(pinned), id)
  }

  /** Takes conversations out of sight; they can come back until they are erased. */
  discard(ids: readonly string[], now: number): void {
    this.#sql.inTransaction(() =>
      ids.forEach((id) =>
        this.#sql.run(
          'UPDATE conversations SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL',
          now,
          id,
        ),
      ),
    )
  }

  restore(ids: readonly string[]): void {
    this.#sql.inTransaction(() =>
      ids.forEach((id) =>
        this.#sql.run('UPDATE conversations SET deleted_at = NULL WHERE id = ?', id),
      ),
    )
  }

  /** Those out of sight since before this time, in milliseconds since the epoch. */
  discardedBefore(time: number): string[] {
    return this.#sql
      .all(z.object({ id: z.string() }), 'SELECT id FROM conversations WHERE deleted_at < ?', time)
      .map(({ id }) => id)
  }
}

function conditionsOf({ from, to, sourceKind, marked }: ListRequest): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const conditions: (readonly [string, ...SqlValue[]])[] = [['deleted_at IS NULL']]
  if (from !== undefined) conditions.push(['started_at >= ?', from])
  if (to !== undefined) conditions.push(['started_at < ?', to])
  if (sourceKind !== undefined) {
    conditions.push([
      `EXISTS (SELECT 1 FROM frames WHERE frames.conversation = conversations.key
        AND source_kind = ?)`,
      sourceKind,
    ])
  }
  if (marked === true) {
    conditions.push(['EXISTS (SELECT 1 FROM marks WHERE marks.conversation = conversations.key)'])
  }
  return {
    where: conditions.map(([condition]) => condition).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  }
}
