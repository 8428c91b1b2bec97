import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transcriptLineSchema, type TranscriptLine } from '@contract/transcript'
import type { LoadedTranscript, TranscriptStore } from './store'

/** How many of the newest conversations are read at the start. */
const CONVERSATIONS_READ = 20

/**
 * Keeps each conversation in a file of its own, a JSON object a line; a later version of a line
 * stands below the earlier one. While a write is under way, versions of one line that wait for the
 * next are replaced by the newest, so that a fast talker does not make a queue.
 */
export class JsonlStore implements TranscriptStore {
  readonly #folder: string
  readonly #waiting = new Map<string, Waiting>()
  #writing: Promise<void> | null = null

  /** `folder` is made when the first line comes. Conversation ids must sort by their start. */
  constructor(folder: string) {
    this.#folder = folder
  }

  append(line: TranscriptLine): Promise<void> {
    return new Promise((resolve, reject) => {
      const earlier = this.#waiting.get(line.id)
      const settle = [...(earlier?.settle ?? []), { resolve, reject }]
      this.#waiting.set(line.id, { line, settle })
      this.#writing ??= this.#writeWaiting()
    })
  }

  async load(): Promise<LoadedTranscript> {
    const names = await this.#names().catch(() => null)
    if (names === null) return { lines: [], unreadable: 1 }
    const newest = names
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .slice(-CONVERSATIONS_READ)
    const files = await Promise.allSettled(
      newest.map((name) => readFile(join(this.#folder, name), 'utf8')),
    )
    return {
      lines: files.flatMap((file) => (file.status === 'fulfilled' ? readLines(file.value) : [])),
      unreadable: files.filter(({ status }) => status === 'rejected').length,
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder)
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#writing
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
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      for (const { line, settle } of batch) {
        const file = join(this.#folder, `${line.conversationId}.jsonl`)
        await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
        settle.forEach(({ resolve }) => resolve())
      }
    } catch (error) {
      // Promises of lines that were written are settled already, and stay so.
      batch.forEach(({ settle }) => settle.forEach(({ reject }) => reject(error)))
    }
  }
}

interface Waiting {
  readonly line: TranscriptLine
  readonly settle: readonly { resolve: () => void; reject: (error: unknown) => void }[]
}

/** Reads a conversation's file; a torn or foreign line is passed over. */
function readLines(text: string): TranscriptLine[] {
  const lines = new Map<string, TranscriptLine>()
  for (const json of text.split('\n')) {
    const line = readLine(json)
    if (line) lines.set(line.id, line)
  }
  return [...lines.values()].sort((a, b) => a.position - b.position)
}

function readLine(json: string): TranscriptLine | null {
  try {
    return transcriptLineSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
