/** The conversations themselves: what is known of each besides its lines. */
import { z } from 'zod'
import type { ConversationSummary, ListRequest } from '@contract/library'
import type { ConversationHeading } from '../export/exported-conversation'
import type { KeptUsage } from './kept-session'
import type { Sql, SqlValue } from './sql'
import { storedText } from './stored-text'

const keySchema = z.object({ key: z.number() })
const countSchema = z.object({ count: z.number() })
const headingSchema = z.object({ id: z.string(), started_at: z.number(), title: z.string() })
const summarySchema = z
  .object({
    id: z.string(),
    started_at: z.number(),
    ended_at: z.number().nullable(),
    title: z.string(),
    given: z.string().nullable(),
    pinned: z.number(),
    model: z.string().nullable(),
    continued_at: z.number().nullable(),
    lines: z.number(),
    frames: z.number(),
    marks: z.number(),
    thumbnails: z.string(),
    tokens: z.number().nullable(),
    recordings: z.number(),
  })
  .transform((row): ConversationSummary => ({
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? row.started_at,
    title: row.title,
    isTitleGiven: row.given !== null,
    pinned: row.pinned === 1,
    model: row.model,
    continuedAt: row.continued_at,
    lines: row.lines,
    frames: row.frames,
    marks: row.marks,
    thumbnails: z.array(z.number()).parse(JSON.parse(row.thumbnails)),
    tokens: row.tokens,
    isRecorded: row.recordings > 0,
  }))

/** Of a first question, in characters: a pasted page would be read out with every button of its row. */
const LONGEST_QUESTION = 200

/** The user's title of a row of `conversations`, else the first question, or its beginning. */
export const TITLE = `coalesce(title, (
  SELECT substr(text, 1, ${LONGEST_QUESTION}) || iif(length(text) > ${LONGEST_QUESTION}, '…', '')
  FROM lines AS asked WHERE asked.conversation = conversations.key AND asked.speaker = 'user'
  ORDER BY position LIMIT 1), '')`

/** When it was begun or gone on with last: where it stands in a list. */
const BEGUN = 'coalesce(continued_at, started_at)'

const ORDER = `ORDER BY pinned DESC, ${BEGUN} DESC, key DESC`

/** How many thumbnails a list shows of a conversation. */
const THUMBNAILS = 4

const SUMMARY = `SELECT id, started_at, title AS given, ${TITLE} AS title, pinned, model, continued_at,
  coalesce(ended_at, (SELECT coalesce(lines.ended_at, lines.started_at) FROM lines
   WHERE conversation = conversations.key ORDER BY position DESC LIMIT 1)) AS ended_at,
  (SELECT count(*) FROM lines WHERE conversation = conversations.key) AS lines,
  (SELECT count(*) FROM frames WHERE conversation = conversations.key) AS frames,
  (SELECT count(*) FROM marks WHERE conversation = conversations.key) AS marks,
  (SELECT json_group_array(key) FROM (SELECT key FROM frames
   WHERE conversation = conversations.key ORDER BY at LIMIT ${THUMBNAILS})) AS thumbnails,
  json_extract(usage, '$.total') AS tokens,
  (SELECT count(*) FROM recordings WHERE conversation = conversations.key) AS recordings
  FROM conversations`

/** Facts that are told of a conversation while it is on. */
export interface ConversationFacts {
  readonly id: string
  readonly startedAt: number
  readonly endedAt?: number | undefined
  readonly model?: string | undefined
  /** Tokens, by kind, and their `total`. */
  readonly usage?: KeptUsage | undefined
}

export class ConversationTable {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Notes what is known; what is not told of stays as it was. */
  note({ id, startedAt, endedAt, model, usage }: ConversationFacts): void {
    this.#sql.run(
      `INSERT INTO conversations (id, started_at, ended_at, model, usage)
       VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET
         ended_at = coalesce(excluded.ended_at, ended_at),
         model = coalesce(excluded.model, model),
         usage = coalesce(excluded.usage, usage)`,
      id,
      startedAt,
      endedAt ?? null,
      model ?? null,
      usage === undefined ? null : JSON.stringify(usage),
    )
  }

  /** The key of its row; notes it where it is not known yet. */
  keyOf(id: string, startedAt: number): number {
    const known = this.findKey(id)
    if (known !== null) return known
    return this.#sql.insert(
      'INSERT INTO conversations (id, started_at) VALUES (?, ?)',
      id,
      startedAt,
    )
  }

  findKey(id: string): number | null {
    return this.#sql.get(keySchema, 'SELECT key FROM conversations WHERE id = ?', id)?.key ?? null
  }

  count(request: ListRequest): number {
    const { where, values } = conditionsOf(request)
    const sql = `SELECT count(*) AS count FROM conversations WHERE ${where}`
    return this.#sql.get(countSchema, sql, ...values)?.count ?? 0
  }

  /** Pinned ones first, then the newest. */
  list(request: ListRequest): ConversationSummary[] {
    const { where, values } = conditionsOf(request)
    return this.#sql.all(
      summarySchema,
      // The page first: what a row tells besides is looked up for those of the page alone.
      `${SUMMARY} WHERE key IN (SELECT key FROM conversations WHERE ${where} ${ORDER} LIMIT ? OFFSET ?)
       ${ORDER}`,
      ...values,
      request.count,
      request.skip,
    )
  }

  /** Of those that are there, in the order in which they began. */
  headings(ids: readonly string[]): ConversationHeading[] {
    return this.#sql
      .all(
        headingSchema,
        `SELECT id, started_at, ${TITLE} AS title FROM conversations
         WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))
         ORDER BY started_at, key`,
        JSON.stringify(ids),
      )
      .map(({ started_at, ...heading }) => ({ ...heading, startedAt: started_at }))
  }

  read(id: string): ConversationSummary | null {
    return this.#sql.get(summarySchema, `${SUMMARY} WHERE id = ? AND deleted_at IS NULL`, id)
  }

  /** An empty title gives the first question its place back. */
  rename(id: string, title: string): void {
    const given = storedText(title.trim())
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
        this.#sql.run(
          'UPDATE conversations SET deleted_at = NULL WHERE id = ? AND deleted_at > 0',
          id,
        ),
      ),
    )
  }

  /** Those out of sight since before this time, in ms since the epoch, cannot come back any more. */
  giveUp(before: number): void {
    this.#sql.run('UPDATE conversations SET deleted_at = 0 WHERE deleted_at < ?', before)
  }

  /** Some of those that are to be erased. */
  givenUp(count: number): string[] {
    const sql = 'SELECT id FROM conversations WHERE deleted_at = 0 LIMIT ?'
    return this.#sql.all(z.object({ id: z.string() }), sql, count).map(({ id }) => id)
  }
}

function conditionsOf({ from, to, sourceKind, marked }: ListRequest): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const conditions: (readonly [string, ...SqlValue[]])[] = [['deleted_at IS NULL']]
  if (from !== undefined) conditions.push([`${BEGUN} >= ?`, from])
  if (to !== undefined) conditions.push([`${BEGUN} < ?`, to])
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
