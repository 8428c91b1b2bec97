import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { SoundFile } from './sound-file'
import type { Sql } from './sql'

/** A piece of a stretch of sound. */
export interface SoundPiece {
  /** Names the stretch: lower-case letters, digits and hyphens. */
  readonly stretch: string
  /** When the first sample of the stretch was heard, in whole ms since the epoch. */
  readonly startedAt: number
  /** How far into the stretch the piece begins, in ms; pieces follow one another. */
  readonly offsetMs: number
  /** See `SoundFile.append`. */
  readonly pcm: Uint8Array
}

interface Growing {
  readonly key: number
  /** Where in the stretch its file begins, in ms. */
  readonly startsAtMs: number
  readonly file: SoundFile
}

const keySchema = z.object({ key: z.number() })
const fileSchema = z.object({ file: z.string() })
const writtenSchema = z.object({ until: z.number().nullable() })

/**
 * The recordings of conversations: a file for each stretch of sound, and a row for each file. The row
 * comes first, so that no file is without one that leads to it when its conversation is erased.
 */
export class Recordings {
  readonly #sql: Sql
  readonly #folder: string
  /** `stopped`: it could not be written, or its conversation was erased; the rest of it is dropped. */
  readonly #growing = new Map<string, Growing | 'stopped'>()

  /**
   * Clears away what an end in the middle has left.
   *
   * @param aside a new folder for files that no row leads to, where the rows may have been lost;
   *   `null`: such files are deleted
   */
  constructor(sql: Sql, folder: string, aside: string | null) {
    this.#sql = sql
    this.#folder = folder
    this.#sql.run('DELETE FROM recordings WHERE duration_ms = 0')
    this.#clearAway(aside)
  }

  /**
   * Adds a piece, once: one that is written already changes nothing. The first piece that this process
   * sees of a stretch begins a file of its own, as its encoder knows nothing of what came before.
   *
   * @param conversation gives the key of its row
   * @throws when it cannot be written; nothing more of this stretch is, then
   */
  record(conversation: () => number, piece: SoundPiece): void {
    const { stretch, offsetMs, pcm } = piece
    const growing = this.#growing.get(stretch) ?? this.#begin(conversation(), piece)
    if (growing === null || growing === 'stopped') return
    const { key, startsAtMs, file } = growing
    if (offsetMs < startsAtMs + file.durationMs) return
    try {
      file.append(pcm)
    } catch (error) {
      this.#stop(stretch, file)
      throw error
    }
    this.#sql.run('UPDATE recordings SET duration_ms = ? WHERE key = ?', file.durationMs, key)
  }

  /** The stretch is over, whole. */
  end(stretch: string): void {
    const growing = this.#growing.get(stretch)
    this.#growing.delete(stretch)
    if (growing !== undefined && growing !== 'stopped') growing.file.finish()
  }

  /** The path of a recording's file; `null` where there is none. */
  fileOf(key: number): string | null {
    const found = this.#sql.get(fileSchema, 'SELECT file FROM recordings WHERE key = ?', key)
    if (found === null) return null
    // A name that leads elsewhere is not ours.
    const path = join(this.#folder, basename(found.file))
    return existsSync(path) ? path : null
  }

  /** Conversations are about to be erased: nothing more is written to their files. */
  letGo(ids: readonly string[]): void {
    const keys = ids.flatMap((id) =>
      this.#sql.all(
        keySchema,
        `SELECT recordings.key AS key FROM recordings
         JOIN conversations ON conversations.key = conversation WHERE id = ?`,
        id,
      ),
    )
    const gone = new Set(keys.map(({ key }) => key))
    for (const [stretch, growing] of this.#growing) {
      if (growing !== 'stopped' && gone.has(growing.key)) this.#stop(stretch, growing.file)
    }
  }

  close(): void {
    for (const stretch of [...this.#growing.keys()]) this.end(stretch)
  }

  #stop(stretch: string, file: SoundFile): void {
    this.#growing.set(stretch, 'stopped')
    file.close()
  }

  /** `null`: a process before this one has written the piece already. */
  #begin(conversation: number, { stretch, startedAt, offsetMs }: SoundPiece): Growing | null {
    const { until } = this.#sql.get(
      writtenSchema,
      `SELECT max(started_at + duration_ms) AS until FROM recordings
       WHERE conversation = ? AND substr(file, 1, ?) = ?`,
      conversation,
      stretch.length + 1,
      `${stretch}.`,
    ) ?? { until: null }
    const beginsAt = startedAt + offsetMs
    if (until !== null && beginsAt < until) return null
    const name = `${stretch}.${offsetMs}.ogg`
    const key = this.#sql.insert(
      'INSERT INTO recordings (conversation, started_at, file) VALUES (?, ?, ?)',
      conversation,
      beginsAt,
      name,
    )
    const growing = { key, startsAtMs: offsetMs, file: this.#create(key, name) }
    this.#growing.set(stretch, growing)
    return growing
  }

  #create(key: number, name: string): SoundFile {
    try {
      return new SoundFile(join(this.#folder, name))
    } catch (error) {
      this.#sql.run('DELETE FROM recordings WHERE key = ?', key)
      throw error
    }
  }

  #clearAway(aside: string | null): void {
    const rows = this.#sql.all(fileSchema, 'SELECT file FROM recordings')
    const known = new Set(rows.map(({ file }) => file))
    for (const name of readdirSync(this.#folder).filter((file) => !known.has(file))) {
      const path = join(this.#folder, name)
      if (aside === null) rmSync(path, { force: true, recursive: true })
      else {
        mkdirSync(aside, { recursive: true, mode: 0o700 })
        renameSync(path, join(aside, name))
      }
    }
  }
}
