/** What is exported of the library, in pages. */
import { z } from 'zod'
import { fileUsageSchema } from '../export/conversation-file'
import type { ExportedFacts, ExportedPictures } from '../export/collect-conversation'
import type { ExportedFrame, ExportedLine } from '../export/exported-conversation'
import type { LibraryFolders } from './erase'
import { eventsOf, frameSchema, marksOf, recordingsOf } from './happenings'
import { LineTable } from './line-table'
import { readPicture } from './pictures'
import type { Sql } from './sql'

const factsSchema = z.object({
  key: z.number(),
  id: z.string(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  title: z.string().nullable(),
  pinned: z.number(),
  model: z.string().nullable(),
  continued_at: z.number().nullable(),
  usage: z.string().nullable(),
})

type FrameRow = z.infer<typeof frameSchema>

export class ExportSource {
  readonly #sql: Sql
  readonly #folders: LibraryFolders
  readonly #lines: LineTable

  constructor(sql: Sql, folders: LibraryFolders) {
    this.#sql = sql
    this.#folders = folders
    this.#lines = new LineTable(sql)
  }

  /** Everything but lines and pictures; `null` where there is no such conversation. */
  facts(id: string): ExportedFacts | null {
    const row = this.#sql.get(
      factsSchema,
      `SELECT key, id, started_at, ended_at, title, pinned, model, continued_at, usage
       FROM conversations WHERE id = ? AND deleted_at IS NULL`,
      id,
    )
    if (row === null) return null
    return {
      id: row.id,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      title: row.title,
      pinned: row.pinned === 1,
      model: row.model,
      continuedAt: row.continued_at,
      usage: readUsage(row.usage),
      marks: marksOf(this.#sql, row.key).map(({ at, note }) => ({ at, note })),
      events: eventsOf(this.#sql, row.key),
      recordings: recordingsOf(this.#sql, row.key).map(({ startedAt, durationMs }) => ({
        startedAt,
        durationMs,
      })),
    }
  }

  lines(id: string, from: number, count: number): ExportedLine[] {
    return this.#lines.page(id, from, count).map(({ language, ...line }) => {
      const { position, speaker, channel, text, original, startedAt, endedAt, interrupted } = line
      return {
        ...{ position, speaker, channel, text, original, startedAt, endedAt, interrupted },
        ...(language !== undefined && { language }),
      }
    })
  }

  /** @param pictures `whole`: besides thumbnails, of those that were kept */
  frames(id: string, from: number, count: number, pictures: ExportedPictures): ExportedFrame[] {
    return this.#sql
      .all(
        frameSchema,
        `SELECT frames.key, at, source_kind, source_name, width, height, file IS NOT NULL AS kept
         FROM frames JOIN conversations ON conversations.key = conversation
         WHERE conversations.id = ? ORDER BY at, frames.key LIMIT ? OFFSET ?`,
        id,
        count,
        from,
      )
      .map((row) => this.#frame(row, pictures))
  }

  #frame({ key, isKept, ...note }: FrameRow, pictures: ExportedPictures): ExportedFrame {
    const read = (size: 'thumbnail' | 'whole'): Uint8Array | null =>
      asJpeg(readPicture(this.#sql, this.#folders, key, size))
    const thumbnail = pictures === 'none' ? null : read('thumbnail')
    const picture = pictures === 'whole' && isKept ? read('whole') : null
    return { ...note, thumbnail, picture }
  }
}

/** What is none is not exported: a file that holds it could not be imported. */
const asJpeg = (bytes: Uint8Array | null): Uint8Array | null =>
  bytes && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
    ? new Uint8Array(bytes)
    : null

/** `null` for what cannot be read, for the same reason. */
function readUsage(json: string | null): ExportedFacts['usage'] {
  try {
    return fileUsageSchema.safeParse(JSON.parse(json ?? 'null')).data ?? null
  } catch {
    return null
  }
}
