import type { TranscriptLine } from '@contract/transcript'
import type { TranscriptStore } from '../store'
import type { LibraryClient } from './library-client'
import { LibraryError, type LibraryFailure } from './library-errors'

/** How many lines of earlier conversations are read at the start, at most. */
const LINES_READ = 500

/** No event tells that a disk has room again, or that nobody holds the database any more. */
const RETRY_MS = 5_000

interface Waiting {
  readonly line: TranscriptLine
  readonly settle: readonly { resolve: () => void; reject: (error: unknown) => void }[]
}

export interface LibraryStoreOptions {
  readonly client: LibraryClient
  /** Lines are in memory alone, and why, told after each try; `null`: all of them are kept again. */
  readonly onTrouble: (failure: LibraryFailure | null) => void
}

/**
 * Keeps the lines of conversations in the library. While a write is under way, versions of one line that
 * wait for the next are replaced by the newest, so that a fast talker does not make a queue; what waits
 * is written all at once. Lines that could not be kept stay in memory, and are written as soon as that
 * is possible.
 */
export class LibraryStore implements TranscriptStore {
  readonly #options: LibraryStoreOptions
  readonly #waiting = new Map<string, Waiting>()
  /** Lines that are not kept yet, in the order in which they came. */
  readonly #unsaved = new Map<string, TranscriptLine>()
  #writing: Promise<void> | null = null
  #retry: NodeJS.Timeout | undefined
  /** Of the newest try; `null`: there is none. */
  #failure: LibraryError | null = null

  constructor(options: LibraryStoreOptions) {
    this.#options = options
  }

  append(line: TranscriptLine): Promise<void> {
    // Each try may start a process: there is none before its time, however much is said.
    if (this.#failure !== null) {
      this.#unsaved.set(line.id, line)
      return Promise.reject(this.#failure)
    }
    return new Promise((resolve, reject) => {
      const earlier = this.#waiting.get(line.id)
      this.#waiting.set(line.id, {
        line,
        settle: [...(earlier?.settle ?? []), { resolve, reject }],
      })
      this.#begin()
    })
  }

  load(): Promise<readonly TranscriptLine[]> {
    return this.#options.client.call('newestLines', LINES_READ)
  }

  /** Nothing of these conversations is written any more. */
  forget(ids: ReadonlySet<string>): void {
    for (const [id, { conversationId }] of this.#unsaved) {
      if (ids.has(conversationId)) this.#unsaved.delete(id)
    }
    for (const [id, { line, settle }] of this.#waiting) {
      if (!ids.has(line.conversationId)) continue
      this.#waiting.delete(id)
      for (const { resolve } of settle) resolve()
    }
  }

  /** How many lines are in memory alone. */
  get unsavedCount(): number {
    return new Set([...this.#unsaved.keys(), ...this.#waiting.keys()]).size
  }

  /** Tries at once to write what is not kept. */
  async saveRest(): Promise<void> {
    if (this.unsavedCount > 0) this.#begin()
    await this.#writing
  }

  /** Tries once more to write what is not kept. */
  async close(): Promise<void> {
    clearTimeout(this.#retry)
    this.#begin()
    await this.#writing
    clearTimeout(this.#retry)
    await this.#options.client.close()
  }

  #begin(): void {
    this.#writing ??= this.#writeWaiting()
  }

  async #writeWaiting(): Promise<void> {
    // Lets versions that come in the same moment meet in the queue.
    await Promise.resolve()
    let isWritten = true
    while (this.#waiting.size > 0 || (isWritten && this.#unsaved.size > 0)) {
      const batch = [...this.#waiting.values()]
      this.#waiting.clear()
      isWritten = await this.#write(batch)
    }
    this.#writing = null
  }

  async #write(batch: readonly Waiting[]): Promise<boolean> {
    for (const { line } of batch) this.#unsaved.set(line.id, line)
    const lines = [...this.#unsaved.values()]
    const settlers = batch.flatMap(({ settle }) => settle)
    try {
      await this.#options.client.call('keep', lines)
    } catch (error) {
      this.#failed(error)
      for (const { reject } of [...settlers, ...this.#passOver()]) reject(error)
      return false
    }
    for (const line of lines) this.#forget(line)
    if (this.#failure !== null) this.#options.onTrouble(null)
    this.#failure = null
    for (const { resolve } of settlers) resolve()
    return true
  }

  /** What waits for a write waits for the next try too. */
  #passOver(): Waiting['settle'] {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { line } of waiting) this.#unsaved.set(line.id, line)
    return waiting.flatMap(({ settle }) => settle)
  }

  /** Unless a later version of it has come meanwhile. */
  #forget(line: TranscriptLine): void {
    if (this.#unsaved.get(line.id) === line) this.#unsaved.delete(line.id)
  }

  #failed(error: unknown): void {
    const failure =
      error instanceof LibraryError
        ? error
        : new LibraryError({ kind: 'other', detail: String(error) })
    this.#failure = failure
    this.#options.onTrouble(failure.failure)
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#begin(), RETRY_MS)
    this.#retry.unref()
  }
}
