/** What belongs to a conversation besides its lines: pictures, marks, events, recordings. */
import { z } from 'zod'
import type { ConversationEvent, FrameNote, Mark, RecordingNote } from '@contract/library'
import { shareKindSchema } from '@contract/session'
import type { Sql } from './sql'
import { storedText } from './stored-text'

const keySchema = z.object({ key: z.number() })
/** A row of `frames`, with `file IS NOT NULL AS kept`. */
export const frameSchema = z
  .object({
    key: z.number(),
    at: z.number(),
    source_kind: shareKindSchema,
    source_name: z.string(),
    width: z.number(),
    height: z.number(),
    kept: z.number(),
  })
  .transform(({ source_kind, source_name, kept, ...row }): FrameNote => ({
    ...row,
    sourceKind: source_kind,
    sourceName: source_name,
    isKept: kept === 1,
  }))

const markSchema: z.ZodType<Mark> = z.object({ key: z.number(), at: z.number(), note: z.string() })

const eventSchema: z.ZodType<ConversationEvent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rotation'), at: z.number() }),
  z.object({ kind: z.literal('gap'), at: z.number(), lostMs: z.number() }),
  z.object({ kind: z.literal('tool'), at: z.number(), name: z.string(), result: z.string() }),
  z.object({ kind: z.literal('source'), at: z.number(), title: z.string(), url: z.string() }),
])
const eventRowSchema = z
  .object({ at: z.number(), kind: z.string(), detail: z.string() })
  .transform(({ detail, ...row }) => eventSchema.parse({ ...jsonObject(detail), ...row }))

const recordingSchema = z
  .object({ key: z.number(), started_at: z.number(), duration_ms: z.number() })
  .transform(({ key, started_at, duration_ms }): RecordingNote => ({
    key,
    startedAt: started_at,
    durationMs: duration_ms,
  }))

const jsonObject = (text: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(text))

/** `conversation` here and below: the key of its row. */
export const framesOf = (sql: Sql, conversation: number): FrameNote[] =>
  sql.all(
    frameSchema,
    `SELECT key, at, source_kind, source_name, width, height, file IS NOT NULL AS kept
     FROM frames WHERE conversation = ? ORDER BY at`,
    conversation,
  )

export const marksOf = (sql: Sql, conversation: number): Mark[] =>
  sql.all(
    markSchema,
    'SELECT key, at, note FROM marks WHERE conversation = ? ORDER BY at',
    conversation,
  )

export const eventsOf = (sql: Sql, conversation: number): ConversationEvent[] =>
  sql.all(
    eventRowSchema,
    'SELECT at, kind, detail FROM events WHERE conversation = ? ORDER BY at',
    conversation,
  )

export const recordingsOf = (sql: Sql, conversation: number): RecordingNote[] =>
  sql.all(
    recordingSchema,
    'SELECT key, started_at, duration_ms FROM recordings WHERE conversation = ? ORDER BY started_at',
    conversation,
  )

/** A mark of this moment; the same again changes nothing but its note. Returns its key. */
export function addMark(sql: Sql, conversation: number, at: number, note: string): number {
  const text = storedText(note)
  const known = sql.get(
    keySchema,
    'SELECT key FROM marks WHERE conversation = ? AND at = ?',
    conversation,
    at,
  )
  if (known === null) {
    return sql.insert(
      'INSERT INTO marks (conversation, at, note) VALUES (?, ?, ?)',
      conversation,
      at,
      text,
    )
  }
  sql.run('UPDATE marks SET note = ? WHERE key = ?', text, known.key)
  return known.key
}

export const removeMark = (sql: Sql, key: number): number =>
  sql.run('DELETE FROM marks WHERE key = ?', key)

/** An event, once: the same again changes nothing. */
export function addEvent(sql: Sql, conversation: number, event: ConversationEvent): void {
  const { at, kind, ...detail } = event
  // Escapes what `storedText` would replace.
  const text = JSON.stringify(detail)
  sql.run(
    `INSERT INTO events (conversation, at, kind, detail)
     SELECT ?, ?, ?, ? WHERE NOT EXISTS
       (SELECT 1 FROM events WHERE conversation = ? AND at = ? AND kind = ? AND detail = ?)`,
    conversation,
    at,
    kind,
    text,
    conversation,
    at,
    kind,
    text,
  )
}

/** A picture that was sent, as it is noted. */
export interface NewFrame extends Omit<FrameNote, 'key' | 'isKept'> {
  /** JPEG. */
  readonly thumbnail: Uint8Array
  /** Name below the folder of pictures, where it is kept whole. */
  readonly file: string | null
}

export const hasFrame = (sql: Sql, conversation: number, at: number): boolean =>
  sql.get(
    keySchema,
    'SELECT key FROM frames WHERE conversation = ? AND at = ?',
    conversation,
    at,
  ) !== null

/** Once: the same moment again changes nothing. */
export function addFrame(sql: Sql, conversation: number, frame: NewFrame): void {
  sql.run(
    `INSERT INTO frames (conversation, at, source_kind, source_name, width, height, thumbnail, file)
     SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS
       (SELECT 1 FROM frames WHERE conversation = ? AND at = ?)`,
    conversation,
    frame.at,
    frame.sourceKind,
    storedText(frame.sourceName),
    frame.width,
    frame.height,
    frame.thumbnail,
    frame.file,
    conversation,
    frame.at,
  )
}
