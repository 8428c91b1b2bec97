/**
 * The library of conversations: a database and the folders beside it. Everything here is synchronous and
 * runs in a process of its own (`library-server.ts`); the app asks it through `LibraryClient`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type {
  ConversationDetail,
  ConversationEvent,
  ConversationPage,
  LibraryLine,
  ListRequest,
  SearchHit,
  SearchRequest,
} from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import { ConversationTable, type ConversationFacts } from './conversation-table'
import { erase, type LibraryFolders } from './erase'
import {
  addEvent,
  addFrame,
  addMark,
  eventsOf,
  framesOf,
  marksOf,
  recordingsOf,
  removeMark,
  type NewFrame,
} from './happenings'
import { importJsonl } from './import-jsonl'
import { LineTable } from './line-table'
import { eraseCopies, openLibrary, type Damage } from './open-library'
import { readPicture } from './pictures'
import { Recordings, type SoundPiece } from './recordings'
import { search } from './search'
import { Sql, type Database } from './sql'

/** A conversation that something happens in; it is noted with its first line or happening. */
export interface Occasion {
  readonly id: string
  readonly startedAt: number
}

export class Library {
  /** What was wrong when it was opened. */
  readonly damage: Damage | null
  /** How many conversations of before there was a library could not be read. */
  readonly unreadable: number
  readonly #database: Database
  readonly #sql: Sql
  readonly #folder: string
  readonly #folders: LibraryFolders
  readonly #lines: LineTable
  readonly #conversations: ConversationTable
  readonly #recordings: Recordings

  /**
   * @param folder below the profile; `transcripts` beside it is taken in
   * @throws see `openLibrary`
   */
  constructor(folder: string) {
    const { database, damage } = openLibrary(folder)
    this.damage = damage
    this.#database = database
    this.#sql = new Sql(database)
    this.#folder = folder
    this.#folders = {
      pictures: join(folder, 'pictures'),
      recordings: join(folder, 'recordings'),
    }
    for (const path of [this.#folders.pictures, this.#folders.recordings]) {
      mkdirSync(path, { recursive: true, mode: 0o700 })
    }
    this.#lines = new LineTable(this.#sql)
    this.#conversations = new ConversationTable(this.#sql)
    const aside = damage === null ? null : join(folder, `${damage.keptAs}-recordings`)
    this.#recordings = new Recordings(this.#sql, this.#folders.recordings, aside)
    this.unreadable = importJsonl(join(folder, '../transcripts'), (lines) => this.keep(lines))
    this.#lines.indexWhatIsLeft()
    // What was out of sight when the app ended cannot be brought back any more.
    this.erase(this.#conversations.discardedBefore(Infinity))
  }

  // --- What is said now

  keep(lines: readonly TranscriptLine[]): void {
    this.#lines.keep(lines)
  }

  note(facts: ConversationFacts): void {
    this.#conversations.note(facts)
  }

  noteEvent({ id, startedAt }: Occasion, event: ConversationEvent): void {
    addEvent(this.#sql, this.#conversations.keyOf(id, startedAt), event)
  }

  noteFrame({ id, startedAt }: Occasion, frame: NewFrame): void {
    addFrame(this.#sql, this.#conversations.keyOf(id, startedAt), frame)
  }

  mark({ id, startedAt }: Occasion, at: number, note: string): void {
    addMark(this.#sql, this.#conversations.keyOf(id, startedAt), at, note)
  }

  unmark(key: number): void {
    removeMark(this.#sql, key)
  }

  /** Adds sound to a recording of the conversation; see `Recordings`. */
  record({ id, startedAt }: Occasion, piece: SoundPiece): void {
    this.#recordings.record(() => this.#conversations.keyOf(id, startedAt), piece)
  }

  /** A stretch of sound is over. */
  endRecording(stretch: string): void {
    this.#recordings.end(stretch)
  }

  // --- Reading

  /** Of the conversations that have begun last, oldest first, each in order of speaking. */
  newestLines(count: number): TranscriptLine[] {
    return this.#lines.newest(count)
  }

  list(request: ListRequest): ConversationPage {
    const conversations = this.#conversations.list(request)
    return { conversations, total: this.#conversations.count(request) }
  }

  search(request: SearchRequest): SearchHit[] {
    return search(this.#sql, request)
  }

  /** Everything but its lines; `null` where there is no such conversation. */
  read(id: string): ConversationDetail | null {
    const summary = this.#conversations.read(id)
    const key = this.#conversations.findKey(id)
    if (summary === null || key === null) return null
    return {
      summary,
      frames: framesOf(this.#sql, key),
      marks: marksOf(this.#sql, key),
      events: eventsOf(this.#sql, key),
      recordings: recordingsOf(this.#sql, key),
    }
  }

  /** Lines in order of speaking, from one place on. */
  lines(id: string, from: number, count: number): LibraryLine[] {
    return this.#lines.page(id, from, count)
  }

  /** How many lines of a conversation stand before this one. */
  placeOf(id: string, position: number): number {
    const key = this.#conversations.findKey(id)
    return key === null ? 0 : this.#lines.placeOf(key, position)
  }

  /** A JPEG; `null` where there is none, or its file is gone. */
  picture(key: number, size: 'thumbnail' | 'whole'): Uint8Array | null {
    return readPicture(this.#sql, this.#folders, key, size)
  }

  /** The absolute path of a recording's file; `null` where there is none, or it is gone. */
  recordingFile(key: number): string | null {
    return this.#recordings.fileOf(key)
  }

  // --- Changing

  edit(id: string, position: number, text: string | null): void {
    const key = this.#conversations.findKey(id)
    if (key !== null) this.#lines.edit(key, position, text)
  }

  rename(id: string, title: string): void {
    this.#conversations.rename(id, title)
  }

  pin(id: string, pinned: boolean): void {
    this.#conversations.pin(id, pinned)
  }

  /** Takes conversations out of sight; `restore` brings them back until they are erased. */
  discard(ids: readonly string[], now: number): void {
    this.#conversations.discard(ids, now)
  }

  restore(ids: readonly string[]): void {
    this.#conversations.restore(ids)
  }

  /** Those out of sight since before this time, in ms since the epoch, for good. */
  eraseDiscarded(before: number): void {
    this.erase(this.#conversations.discardedBefore(before))
  }

  /** For good: nothing of them stays on the disk, nor in copies made before. */
  erase(ids: readonly string[]): void {
    if (ids.length === 0) return
    this.#recordings.letGo(ids)
    erase(this.#sql, this.#folders, ids)
    eraseCopies(this.#folder)
  }

  close(): void {
    try {
      this.#recordings.close()
    } finally {
      this.#database.close()
    }
  }
}
