/** The lines of all conversations: kept as they grow, in the full-text index once they are whole. */
import { z } from 'zod'
import type { LibraryLine } from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import { addToIndex, takeFromIndex } from './line-index'
import type { Sql } from './sql'
import { storedText } from './stored-text'

/** Lines of one millisecond have as many keys. */
export const KEYS_PER_MS = 1_000

const keptSchema = z.object({
  key: z.number(),
  text: z.string(),
  original: z.string().nullable(),
  indexed: z.number(),
})
type Kept = z.infer<typeof keptSchema>
const keySchema = z.object({ key: z.number() })
const countSchema = z.object({ count: z.number() })

/** A row as a line is read of. */
const lineRowSchema = z
  .object({
    conversation_id: z.string(),
    position: z.number(),
    speaker: z.enum(['user', 'assistant']),
    channel: z.enum(['voice', 'typed']),
    text: z.string(),
    started_at: z.number(),
    ended_at: z.number().nullable(),
    interrupted: z.number(),
    language: z.string().nullable(),
  })
  .transform((row): TranscriptLine => ({
    id: `${row.conversation_id}:${row.position}`,
    conversationId: row.conversation_id,
    position: row.position,
    speaker: row.speaker,
    channel: row.channel,
    text: row.text,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    interrupted: row.interrupted === 1,
    ...(row.language !== null && { language: row.language }),
  }))

/** The same with what was said, where it was changed. */
const libraryLineSchema = z
  .object({ original: z.string().nullable() })
  .loose()
  .transform((row): LibraryLine => ({ ...lineRowSchema.parse(row), original: row.original }))

const LINE_COLUMNS = `conversations.id AS conversation_id, position, speaker, channel, text,
  lines.started_at, lines.ended_at, interrupted, language`

export class LineTable {
  readonly #sql: Sql
  /** By times whose keys are all taken, from where on they are not; a file may say anything of times. */
  readonly #notFullFrom = new Map<number, number>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Keeps lines, or later versions of them, all of them or none. */
  keep(lines: readonly TranscriptLine[]): void {
    this.#sql.inTransaction(() => lines.forEach((line) => this.#keepOne(line)))
  }

  /** The lines of a conversation in order of speaking, from one place on. */
  page(conversationId: string, from: number, count: number): LibraryLine[] {
    return this.#sql.all(
      libraryLineSchema,
      `SELECT ${LINE_COLUMNS}, original FROM lines JOIN conversations ON conversations.key = conversation
       WHERE conversations.id = ? ORDER BY position LIMIT ? OFFSET ?`,
      conversationId,
      count,
      from,
    )
  }

  /** Of the conversations that have begun last, oldest first, each in order of speaking. */
  newest(count: number): TranscriptLine[] {
    return this.#sql
      .all(
        lineRowSchema,
        `SELECT ${LINE_COLUMNS} FROM lines JOIN conversations ON conversations.key = conversation
         WHERE deleted_at IS NULL
         ORDER BY coalesce(continued_at, conversations.started_at) DESC, conversations.key DESC,
           position DESC LIMIT ?`,
        count,
      )
      .reverse()
  }

  /** The last lines of a conversation, in order of speaking. */
  last(id: string, count: number): TranscriptLine[] {
    return this.#sql
      .all(
        lineRowSchema,
        `SELECT ${LINE_COLUMNS} FROM lines JOIN conversations ON conversations.key = conversation
         WHERE conversations.id = ? ORDER BY position DESC LIMIT ?`,
        id,
        count,
      )
      .reverse()
  }

  /** How many lines of the conversation stand before this place. */
  placeOf(conversation: number, position: number): number {
    const row = this.#sql.get(
      countSchema,
      'SELECT count(*) AS count FROM lines WHERE conversation = ? AND position < ?',
      conversation,
      position,
    )
    return row?.count ?? 0
  }

  /** How many lines of the conversation stand before the last that began by this time. */
  placeOfTime(conversation: number, at: number): number {
    const row = this.#sql.get(
      countSchema,
      'SELECT count(*) AS count FROM lines WHERE conversation = ? AND started_at <= ?',
      conversation,
      at,
    )
    return Math.max(0, (row?.count ?? 0) - 1)
  }

  /** Writes something else in the place of what was said, which is kept; `null`: as it was said. */
  edit(conversation: number, position: number, wanted: string | null): void {
    const text = wanted === null ? null : storedText(wanted)
    this.#sql.inTransaction(() => {
      const kept = this.#sql.get(
        keptSchema,
        'SELECT key, text, original, indexed FROM lines WHERE conversation = ? AND position = ?',
        conversation,
        position,
      )
      if (kept === null) return
      const said = kept.original ?? kept.text
      const isEdited = text !== null && text !== said
      if (kept.indexed === 1) this.#unindex(kept.key, kept.text)
      this.#sql.run(
        'UPDATE lines SET text = ?, original = ? WHERE key = ?',
        isEdited ? text : said,
        isEdited ? said : null,
        kept.key,
      )
      this.#index(kept.key, isEdited ? text : said)
    })
  }

  /** Takes in what a run that was killed had not ended; returns how many lines there were. */
  indexWhatIsLeft(): number {
    return this.#sql.inTransaction(() => {
      const left = this.#sql.all(
        keptSchema,
        'SELECT key, text, original, indexed FROM lines WHERE indexed = 0',
      )
      for (const { key, text } of left) this.#index(key, text)
      return left.length
    })
  }

  #keepOne(told: TranscriptLine): void {
    const line = { ...told, text: storedText(told.text) }
    const conversation = this.#conversationOf(line)
    const kept = this.#sql.get(
      keptSchema,
      'SELECT key, text, original, indexed FROM lines WHERE conversation = ? AND position = ?',
      conversation,
      line.position,
    )
    if (kept === null) {
      const key = this.#insert(conversation, line)
      if (line.endedAt !== null) this.#index(key, line.text)
    } else this.#update(kept, line)
  }

  #conversationOf({ conversationId, startedAt }: TranscriptLine): number {
    const known = this.#sql.get(
      keySchema,
      'SELECT key FROM conversations WHERE id = ?',
      conversationId,
    )
    if (known !== null) return known.key
    return this.#sql.insert(
      'INSERT INTO conversations (id, started_at) VALUES (?, ?)',
      conversationId,
      startedAt,
    )
  }

  #insert(conversation: number, line: TranscriptLine): number {
    return this.#sql.insert(
      `INSERT INTO lines (key, conversation, position, speaker, channel, text, started_at, ended_at,
         interrupted, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      this.#freeKey(line.startedAt),
      conversation,
      line.position,
      line.speaker,
      line.channel,
      line.text,
      line.startedAt,
      line.endedAt,
      Number(line.interrupted),
      line.language ?? null,
    )
  }

  /** What the user has written in the place of a line stays; what was said is kept beside it. */
  #update(kept: Kept, line: TranscriptLine): void {
    const isEdited = kept.original !== null
    const text = isEdited ? kept.text : line.text
    if (kept.indexed === 1 && kept.text !== text) this.#unindex(kept.key, kept.text)
    this.#sql.run(
      `UPDATE lines SET text = ?, original = ?, ended_at = ?, interrupted = ?, language = ?
       WHERE key = ?`,
      text,
      isEdited ? line.text : null,
      line.endedAt,
      Number(line.interrupted),
      line.language ?? null,
      kept.key,
    )
    const isIndexed = kept.indexed === 1 && kept.text === text
    if (line.endedAt !== null && !isIndexed) this.#index(kept.key, text)
  }

  /** The first key at or after this time that is not taken. */
  #freeKey(startedAt: number): number {
    const wanted = Math.round(startedAt)
    for (let time = this.#notFullFrom.get(wanted) ?? wanted; ; time += 1) {
      const from = time * KEYS_PER_MS
      const last = this.#sql.get(
        keySchema,
        'SELECT key FROM lines WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT 1',
        from,
        from + KEYS_PER_MS,
      )
      if (last !== null && last.key + 1 === from + KEYS_PER_MS) continue
      if (time > wanted) this.#notFullFrom.set(wanted, time)
      return last === null ? from : last.key + 1
    }
  }

  #index(key: number, text: string): void {
    addToIndex(this.#sql, key, text)
    this.#sql.run('UPDATE lines SET indexed = 1 WHERE key = ?', key)
  }

  #unindex(key: number, text: string): void {
    takeFromIndex(this.#sql, key, text)
    this.#sql.run('UPDATE lines SET indexed = 0 WHERE key = ?', key)
  }
}
