import { copyFile, readFile, rename, stat } from 'node:fs/promises'
import { settingsSchema, type Settings } from '@contract/settings'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

/** A file of settings has 2 kB; one that is larger than this was not written by this app. */
const MAX_BYTES = 1024 * 1024

const objectSchema = z.record(z.string(), z.unknown())

/**
 * The settings in one JSON file, written whole or not at all. Beside it is the file as it was before
 * the newest change (`.bak`), which stands in for one that cannot be read, and the last one that could
 * not be read (`.damaged`).
 */
export class SettingsStore {
  readonly #file: string
  /** What the file holds besides settings of this version: a newer one may have written it. */
  #unknown: Readonly<Record<string, unknown>> = {}
  #isDamaged = false

  constructor(file: string) {
    this.#file = file
  }

  /** Reads the file; what is missing or unusable in it has its default. Never rejects. */
  async load(): Promise<Settings> {
    const own = await readObject(this.#file)
    this.#isDamaged = own === 'unusable'
    const found = own === 'unusable' ? await readObject(this.#backup) : own
    const object = typeof found === 'string' ? {} : found
    const known = new Set(Object.keys(settingsSchema.shape))
    this.#unknown = Object.fromEntries(Object.entries(object).filter(([name]) => !known.has(name)))
    return settingsSchema.safeParse(object).data ?? settingsSchema.parse({})
  }

  /** Rejects when the file cannot be written; the one before is then still there. */
  async save(settings: Settings): Promise<void> {
    await this.#keepFileOfBefore()
    const content = JSON.stringify({ ...this.#unknown, ...settings }, null, 2)
    await writeFileAtomic(this.#file, `${content}\n`, { mode: 0o600 })
  }

  get #backup(): string {
    return `${this.#file}.bak`
  }

  /** On a disk that does not take it the settings themselves are what counts. */
  async #keepFileOfBefore(): Promise<void> {
    try {
      if (this.#isDamaged) await rename(this.#file, `${this.#file}.damaged`)
      else await copyFile(this.#file, this.#backup)
      this.#isDamaged = false
    } catch {
      // There is none yet, or no place for another.
    }
  }
}

async function readObject(file: string): Promise<Record<string, unknown> | 'missing' | 'unusable'> {
  try {
    const { size } = await stat(file)
    if (size > MAX_BYTES) return 'unusable'
    return objectSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    return z.object({ code: z.literal('ENOENT') }).safeParse(error).success ? 'missing' : 'unusable'
  }
}
