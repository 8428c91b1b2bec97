/**
 * The library of conversations: a database and the folders beside it. Everything here is synchronous and
 * runs in a process of its own (`library-server.ts`); the app asks it through `LibraryClient`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ConversationSummary, ListRequest, SearchHit, SearchRequest } from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import { ConversationTable, type ConversationFacts } from './conversation-table'
import { erase, type LibraryFolders } from './erase'
import { importJsonl } from './import-jsonl'
import { LineTable } from './line-table'
import { eraseBackups, openLibrary, type Damage } from './open-library'
import { search } from './search'
import { Sql, type Database } from './sql'

export class Library {
  /** What was wrong when it was opened. */
  readonly damage: Damage | null
  readonly #database: Database
  readonly #sql: Sql
  readonly #folder: string
  readonly #folders: LibraryFolders
  readonly #lines: LineTable
  readonly #conversations: ConversationTable

  /** How many conversations of before there was a library could not be read. */
  readonly unreadable: number

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
    this.unreadable = importJsonl(join(folder, '../transcripts'), (lines) => this.keep(lines))
    this.#lines.indexWhatIsLeft()
    // What was out of sight when the app ended cannot be brought back any more.
    this.erase(this.#conversations.discardedBefore(Infinity))
  }

  keep(lines: readonly TranscriptLine[]): void {
    this.#lines.keep(lines)
  }

  note(facts: ConversationFacts): void {
    this.#conversations.note(facts)
  }

  list(request: ListRequest): ConversationSummary[] {
    return this.#conversations.list(request)
  }

  read(id: string): ConversationSummary | null {
    return this.#conversations.read(id)
  }

  /** Lines in order of speaking, from one place on. */
  lines(id: string, from: number, count: number): TranscriptLine[] {
    return this.#lines.page(id, from, count)
  }

  /** Of the conversations that have begun last, oldest first, each in order of speaking. */
  newestLines(count: number): TranscriptLine[] {
    return this.#lines.newest(count)
  }

  search(request: SearchRequest): SearchHit[] {
    return search(this.#sql, request)
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

  /** For good: nothing of them stays on the disk, nor in copies made before. */
  erase(ids: readonly string[]): void {
    if (ids.length === 0) return
    erase(this.#sql, this.#folders, ids)
    eraseBackups(this.#folder)
  }

  close(): void {
    this.#database.close()
  }
}
