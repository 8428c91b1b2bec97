/** Taking a conversation of a file into the library. */
import { createHash, randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ExportedConversation, ExportedLine } from '../export/exported-conversation'
import type { TakenConversation } from '../export/import-conversations'
import type { LibraryFolders } from './erase'
import { LineTable } from './line-table'
import type { Sql } from './sql'
import { storedText } from './stored-text'

/** Of an id that another one is made of; together they stay below the 100 that a window may ask for. */
const ID_BEGINNING = 80

const rowSchema = z.object({ key: z.number(), deleted_at: z.number().nullable() })
const saidSchema = z.object({ position: z.number(), speaker: z.string(), said: z.string() })

/**
 * Keeps a conversation, all of it or nothing. One whose every line is in the library already is known,
 * whatever the user has changed since; where its id belongs to another, it gets a new one, the same each
 * time. Sound is not in the file, so notes of recordings are left out.
 */
export function importConversation(
  sql: Sql,
  folders: LibraryFolders,
  given: ExportedConversation,
): TakenConversation {
  const conversation = storable(given)
  for (const id of idsFor(conversation)) {
    const found = sql.get(rowSchema, 'SELECT key, deleted_at FROM conversations WHERE id = ?', id)
    if (found === null) {
      write(sql, folders, { ...conversation, id })
      return { id, isNew: true }
    }
    // What waits to be erased is taken for gone.
    if (found.deleted_at === null && holds(sql, found.key, conversation.lines)) {
      return { id, isNew: false }
    }
  }
  throw new Error('No id is left for a conversation')
}

/** What it tells in words beside its lines, as the database gives it back. */
function storable(conversation: ExportedConversation): ExportedConversation {
  const { id, title, model, marks, frames } = conversation
  const orNull = (text: string | null): string | null => text && storedText(text)
  return {
    ...conversation,
    id: storedText(id),
    title: orNull(title),
    model: orNull(model),
    marks: marks.map((mark) => ({ ...mark, note: storedText(mark.note) })),
    frames: frames.map((frame) => ({ ...frame, sourceName: storedText(frame.sourceName) })),
  }
}

/** Its own, then some that are made of what was said. */
function* idsFor({ id, lines }: ExportedConversation): Generator<string> {
  yield id
  const said = lines.map((line) => [line.position, line.speaker, saidIn(line)])
  for (let number = 0; number < 10; number += 1) {
    const hash = createHash('sha256')
      .update(JSON.stringify([number, id, said]))
      .digest('hex')
    yield `${id.slice(0, ID_BEGINNING)}-${hash.slice(0, 12)}`
  }
}

/** What was said, whatever the user has written in its place. */
const saidIn = ({ original, text }: ExportedLine): string => storedText(original ?? text)

function holds(sql: Sql, conversation: number, lines: readonly ExportedLine[]): boolean {
  const rows = sql.all(
    saidSchema,
    'SELECT position, speaker, coalesce(original, text) AS said FROM lines WHERE conversation = ?',
    conversation,
  )
  const known = new Map(rows.map((row) => [row.position, row]))
  return lines.every((line) => {
    const row = known.get(line.position)
    return row?.speaker === line.speaker && row.said === saidIn(line)
  })
}

function write(sql: Sql, folders: LibraryFolders, conversation: ExportedConversation): void {
  const files: string[] = []
  const keepPicture = (jpeg: Uint8Array): string => {
    const name = `${randomUUID()}.jpg`
    files.push(name)
    writeFileSync(join(folders.pictures, name), jpeg, { mode: 0o600 })
    return name
  }
  try {
    sql.inTransaction(() => {
      const key = insertConversation(sql, conversation)
      insertLines(sql, key, conversation)
      insertHappenings(sql, key, conversation)
      insertFrames(sql, key, conversation, keepPicture)
    })
  } catch (error) {
    for (const name of files) rmSync(join(folders.pictures, name), { force: true })
    throw error
  }
}

function insertConversation(sql: Sql, conversation: ExportedConversation): number {
  const { id, startedAt, endedAt, title, pinned, model, continuedAt, usage } = conversation
  return sql.insert(
    `INSERT INTO conversations (id, started_at, ended_at, title, pinned, model, continued_at, usage, arrived_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    startedAt,
    endedAt,
    title,
    Number(pinned),
    model,
    continuedAt,
    usage === null ? null : JSON.stringify(usage),
    Date.now(),
  )
}

/** First what was said, then what the user has written in its place. */
function insertLines(sql: Sql, key: number, { id, lines }: ExportedConversation): void {
  const table = new LineTable(sql)
  table.keep(
    lines.map((line) => ({
      ...line,
      id: `${id}:${line.position}`,
      conversationId: id,
      text: saidIn(line),
    })),
  )
  for (const { position, text, original } of lines) {
    if (original !== null) table.edit(key, position, text)
  }
  // Lines without an end do not grow any more.
  table.indexWhatIsLeft()
}

function insertHappenings(sql: Sql, key: number, { marks, events }: ExportedConversation): void {
  for (const { at, note } of marks) {
    sql.run('INSERT INTO marks (conversation, at, note) VALUES (?, ?, ?)', key, at, note)
  }
  for (const { at, kind, ...detail } of events) {
    sql.run(
      'INSERT INTO events (conversation, at, kind, detail) VALUES (?, ?, ?, ?)',
      key,
      at,
      kind,
      JSON.stringify(detail),
    )
  }
}

/** A whole picture stands in for a thumbnail that is not in the file. */
function insertFrames(
  sql: Sql,
  key: number,
  { frames }: ExportedConversation,
  keepPicture: (jpeg: Uint8Array) => string,
): void {
  for (const frame of frames) {
    sql.run(
      `INSERT INTO frames (conversation, at, source_kind, source_name, width, height, thumbnail, file)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      key,
      frame.at,
      frame.sourceKind,
      frame.sourceName,
      frame.width,
      frame.height,
      frame.thumbnail ?? frame.picture ?? new Uint8Array(),
      frame.picture === null ? null : keepPicture(frame.picture),
    )
  }
}
