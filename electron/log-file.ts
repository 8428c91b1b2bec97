import { appendFileSync, mkdirSync } from 'node:fs'
import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

export const LOG_LIMITS = {
  /** The newest is `sightline.log`, older ones `sightline.1.log` and so on. */
  files: 5,
  /** Of each, in bytes. */
  fileBytes: 1_000_000,
  /** Of what waits to be written, in characters; what is beyond it is dropped and counted. */
  waiting: 128 * 1024,
  /** Lines are gathered for so long, in ms. */
  gatherMs: 200,
  /** After the disk has failed it is left alone for so long, in ms. */
  restMs: 30_000,
  /** A disk that has not written for so long, in ms, is not waited for at the end. */
  hungMs: 1_000,
} as const

/** Files are the person's own alone. */
const FOLDER = { recursive: true, mode: 0o700 } as const
const FILE = { mode: 0o600 } as const

/**
 * The log on disk: a few files of bounded size, written in the background. A disk that is full, slow or
 * gone costs lines, which are counted, and nothing else.
 */
export class LogFile {
  #folder: string | null = null
  #waiting: string[] = []
  #waitingLength = 0
  #lost = 0
  #timer: NodeJS.Timeout | null = null
  /** When the write that is going on began; `null`: there is none. */
  #writingSince: number | null = null

  /** Below this folder, from now on; what was logged before is written too. */
  open(folder: string): void {
    this.#folder = folder
    this.#plan(LOG_LIMITS.gatherMs)
  }

  /** The newest file, once it is opened. */
  get path(): string | null {
    return this.#folder === null ? null : pathOf(this.#folder, 0)
  }

  /** Takes a whole line, with its end. */
  write(line: string): void {
    if (this.#waitingLength + line.length > LOG_LIMITS.waiting) {
      this.#lost += 1
      return
    }
    this.#waiting.push(line)
    this.#waitingLength += line.length
    this.#plan(LOG_LIMITS.gatherMs)
  }

  /** At the very end: writes what waits before it returns. */
  flush(): void {
    const since = this.#writingSince
    if (since !== null && performance.now() - since > LOG_LIMITS.hungMs) return
    const { text } = this.#take()
    if (this.#folder === null || text === '') return
    try {
      mkdirSync(this.#folder, FOLDER)
      appendFileSync(pathOf(this.#folder, 0), text, FILE)
    } catch {
      // Nobody is left to be told.
    }
  }

  #plan(ms: number): void {
    if (this.#folder === null || this.#timer !== null || this.#writingSince !== null) return
    const folder = this.#folder
    this.#timer = setTimeout(() => void this.#writeWaiting(folder), ms)
    this.#timer.unref()
  }

  async #writeWaiting(folder: string): Promise<void> {
    this.#timer = null
    this.#writingSince = performance.now()
    const { text, lines, lost } = this.#take()
    const failed = await append(folder, text).then(
      () => false,
      () => true,
    )
    this.#writingSince = null
    if (failed) this.#lost += lines + lost
    if (this.#waiting.length > 0) this.#plan(failed ? LOG_LIMITS.restMs : LOG_LIMITS.gatherMs)
  }

  /** What waits, with a line about what was lost before it. */
  #take(): { readonly text: string; readonly lines: number; readonly lost: number } {
    const [waiting, lost] = [this.#waiting, this.#lost]
    this.#waiting = []
    this.#waitingLength = 0
    this.#lost = 0
    const gap = { time: new Date().toISOString(), level: 'warn', event: 'log-lines-lost', lost }
    const lines = lost > 0 ? [`${JSON.stringify(gap)}\n`, ...waiting] : waiting
    return { text: lines.join(''), lines: waiting.length, lost }
  }
}

const pathOf = (folder: string, age: number): string =>
  join(folder, age === 0 ? 'sightline.log' : `sightline.${age}.log`)

async function append(folder: string, text: string): Promise<void> {
  if (text === '') return
  await mkdir(folder, FOLDER)
  const newest = pathOf(folder, 0)
  const size = await stat(newest).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 0 && size + Buffer.byteLength(text) > LOG_LIMITS.fileBytes) await rotate(folder)
  await appendFile(newest, text, FILE)
}

/** Each becomes one older; the oldest is written over. */
async function rotate(folder: string): Promise<void> {
  for (let age = LOG_LIMITS.files - 2; age >= 0; age -= 1) {
    await rename(pathOf(folder, age), pathOf(folder, age + 1)).catch(() => undefined)
  }
}
