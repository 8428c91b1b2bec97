/**
 * The library of conversations: a database and the folders beside it. Everything here is synchronous and
 * runs in a process of its own (`library-server.ts`); the app asks it through `LibraryClient`.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type {
  ConversationDetail,
  ConversationEvent,
  ConversationPage,
  LibrarySize,
  LibraryLine,
  ListRequest,
  SearchHit,
  SearchRequest,
} from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import type { ExportedFacts, ExportedPictures } from '../export/collect-conversation'
import type {
  ConversationHeading,
  ExportedFrame,
  ExportedLine,
} from '../export/exported-conversation'
import type { ConversationFacts, ConversationTable } from './conversation-table'
import { readDetail } from './conversation-detail'
import type { LibraryFolders } from './erase'
import { DiscardedEraser, type Erasing } from './erase-discarded'
import { expire, sizeOf, type RetentionLimits } from './expire'
import { addEvent, addMark, removeMark } from './happenings'
import { importConversation } from './import-conversation'
import { importFile, type FileImport } from './import-file'
import { importJsonl } from './import-jsonl'
import { noteHandle, type KeptHandle } from './kept-session'
import { goOnWith, type KeptThread } from './kept-thread'
import type { LineTable } from './line-table'
import type { Occasion } from './occasion'
import {
  eraseFolder,
  openLibrary,
  suspectDamage,
  type Damage,
  type OpenOptions,
} from './open-library'
import { keepPicture, readPicture, removeStrayPictures, type SentPicture } from './pictures'
import type { Recordings, SoundPiece } from './recordings'
import { search } from './search'
import { closeParts, openParts, type OpenParts } from './open-parts'
import type { Sql } from './sql'

export class Library {
  /** What was wrong when it was opened. */
  readonly damage: Damage | null
  /** How many conversations of before there was a library could not be read. */
  readonly unreadable: number
  readonly #folder: string
  readonly #folders: LibraryFolders
  readonly #eraser: DiscardedEraser
  #open: OpenParts

  /**
   * @param folder below the profile; `transcripts` beside it is taken in
   * @throws see `openLibrary`
   */
  constructor(folder: string, options?: OpenOptions) {
    const { database, damage } = openLibrary(folder, options)
    this.damage = damage
    this.#folder = folder
    this.#folders = {
      pictures: join(folder, 'pictures'),
      recordings: join(folder, 'recordings'),
    }
    this.#eraser = new DiscardedEraser(folder, this.#folders)
    this.#makeFolders()
    this.#open = openParts(database, this.#folders, damage)
    this.unreadable = importJsonl(this.#before, (lines) => this.keep(lines))
    this.#lines.indexWhatIsLeft()
    // What was out of sight when the app ended cannot be brought back any more.
    this.#conversations.giveUp(Infinity)
    const aside = damage && join(folder, `${damage.keptAs}-pictures`)
    removeStrayPictures(this.#sql, this.#folders, aside)
  }

  // --- What is said now

  keep(lines: readonly TranscriptLine[]): void {
    this.#lines.keep(lines)
  }

  note(facts: ConversationFacts): void {
    this.#conversations.note(facts)
  }

  /** A new name by which the session of a conversation can be gone on with. */
  noteHandle({ id, startedAt }: Occasion, handle: KeptHandle): void {
    noteHandle(this.#sql, this.#conversations.keyOf(id, startedAt), handle)
  }

  /** Notes that a conversation is gone on with, and tells the last of it; `null` where there is none. */
  goOnWith(id: string, now: number): KeptThread | null {
    return goOnWith(this.#open, id, now)
  }

  noteEvent({ id, startedAt }: Occasion, event: ConversationEvent): void {
    addEvent(this.#sql, this.#conversations.keyOf(id, startedAt), event)
  }

  noteFrame({ id, startedAt }: Occasion, frame: SentPicture): void {
    keepPicture(this.#sql, this.#folders, this.#conversations.keyOf(id, startedAt), frame)
  }

  /** Returns the key of the mark. */
  mark({ id, startedAt }: Occasion, at: number, note: string): number {
    return addMark(this.#sql, this.#conversations.keyOf(id, startedAt), at, note)
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
    return readDetail(this.#open, id)
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

  /** How many lines of a conversation stand before the last that began by this time. */
  placeOfTime(id: string, at: number): number {
    const key = this.#conversations.findKey(id)
    return key === null ? 0 : this.#lines.placeOfTime(key, at)
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

  /**
   * Erases a little of what is out of sight since before this time, in ms since the epoch; to be called
   * until that is done. Nothing of it stays on the disk then, nor in copies made before.
   */
  eraseDiscarded(before: number): Erasing {
    return this.#eraser.eraseNext(this.#open, before)
  }

  /** Takes out of sight for good what is too old or too much; returns which. */
  expire(limits: RetentionLimits): readonly string[] {
    return expire(this.#sql, this.#folders, limits)
  }

  size(): LibrarySize {
    return sizeOf(this.#sql, this.#folders)
  }

  /**
   * Every conversation for good, whatever state the database is in: its files are deleted.
   *
   * @throws where one cannot be; what is said next is kept all the same
   */
  eraseEverything(): void {
    closeParts(this.#open)
    try {
      eraseFolder(this.#folder)
      rmSync(this.#before, { recursive: true, force: true })
    } finally {
      this.#makeFolders()
      this.#open = openParts(openLibrary(this.#folder).database, this.#folders, null)
    }
  }

  // --- Files that leave and come in

  /** Of those that are there, in the order in which they began. */
  headings(ids: readonly string[]): ConversationHeading[] {
    return this.#conversations.headings(ids)
  }

  exportFacts(id: string): ExportedFacts | null {
    return this.#open.source.facts(id)
  }

  exportLines(id: string, from: number, count: number): ExportedLine[] {
    return this.#open.source.lines(id, from, count)
  }

  exportFrames(
    id: string,
    from: number,
    count: number,
    pictures: ExportedPictures,
  ): ExportedFrame[] {
    return this.#open.source.frames(id, from, count, pictures)
  }

  importFile(path: string): FileImport {
    return importFile(path, (conversation) =>
      importConversation(this.#sql, this.#folders, conversation),
    )
  }

  /** Something that was asked has met damage; whoever opens the library next looks for all of it. */
  suspectDamage(): void {
    suspectDamage(this.#folder)
  }

  close(): void {
    closeParts(this.#open)
  }

  get #sql(): Sql {
    return this.#open.sql
  }

  get #lines(): LineTable {
    return this.#open.lines
  }

  get #conversations(): ConversationTable {
    return this.#open.conversations
  }

  get #recordings(): Recordings {
    return this.#open.recordings
  }

  /** Where conversations were kept before there was a library. */
  get #before(): string {
    return join(this.#folder, '../transcripts')
  }

  #makeFolders(): void {
    for (const path of [this.#folders.pictures, this.#folders.recordings]) {
      mkdirSync(path, { recursive: true, mode: 0o700 })
    }
  }
}
