import { readFile } from 'node:fs/promises'
import { settingsSchema, type Settings } from '@contract/settings'
import writeFileAtomic from 'write-file-atomic'

/** The settings in one JSON file, written whole or not at all. */
export class SettingsStore {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** Reads the file; what is missing or unusable in it has its default. Never rejects. */
  async load(): Promise<Settings> {
    try {
      const parsed = settingsSchema.safeParse(JSON.parse(await readFile(this.#file, 'utf8')))
      return parsed.data ?? settingsSchema.parse({})
    } catch {
      return settingsSchema.parse({})
    }
  }

  /** Rejects when the file cannot be written; the one before is then still there. */
  async save(settings: Settings): Promise<void> {
    await writeFileAtomic(this.#file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  }
}
