import type { TranscriptLine } from '@contract/transcript'
import type { LoadedTranscript, TranscriptStore } from '../store'
import type { LibraryClient } from './library-client'

/** How many lines of earlier conversations are read at the start, at most. */
const LINES_READ = 500

interface Waiting {
  readonly line: TranscriptLine
  readonly settle: readonly { resolve: () => void; reject: (error: unknown) => void }[]
}

/**
 * Keeps the lines of conversations in the library. While a write is under way, versions of one line that
 * wait for the next are replaced by the newest, so that a fast talker does not make a queue; what waits
 * is written all at once.
 */
export class LibraryStore implements TranscriptStore {
  readonly #client: LibraryClient
  readonly #waiting = new Map<string, Waiting>()
  #writing: Promise<void> | null = null

  constructor(client: LibraryClient) {
    this.#client = client
  }

  append(line: TranscriptLine): Promise<void> {
    return new Promise((resolve, reject) => {
      const earlier = this.#waiting.get(line.id)
      this.#waiting.set(line.id, {
        line,
        settle: [...(earlier?.settle ?? []), { resolve, reject }],
      })
      this.#writing ??= this.#writeWaiting()
    })
  }

  async load(): Promise<LoadedTranscript> {
    try {
      return { lines: await this.#client.call('newestLines', LINES_READ), unreadable: 0 }
    } catch {
      return { lines: [], unreadable: 1 }
    }
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#client.close()
  }

  async #writeWaiting(): Promise<void> {
    // Lets versions that come in the same moment meet in the queue.
    await Promise.resolve()
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.values()]
      this.#waiting.clear()
      await this.#write(batch)
    }
    this.#writing = null
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const settlers = batch.flatMap(({ settle }) => settle)
    try {
      await this.#client.call(
        'keep',
        batch.map(({ line }) => line),
      )
      for (const { resolve } of settlers) resolve()
    } catch (error) {
      for (const { reject } of settlers) reject(error)
    }
  }
}
