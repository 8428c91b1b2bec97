/** What the installed app keeps in its user's library, read past the app. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { z } from 'zod'
import { user } from './given'

export const profile = join(user.home, '.config/Sightline')

const linesSchema = z.array(
  z.object({
    conversation: z.number(),
    speaker: z.string(),
    channel: z.string(),
    text: z.string(),
  }),
)

export type KeptLine = z.infer<typeof linesSchema>[number]

/** Reads a copy: opening the file itself as root would leave files of root's beside it. */
export async function keptLines(): Promise<KeptLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-library-'))
  try {
    const path = join(folder, 'library.db')
    for (const suffix of ['', '-wal']) {
      const source = join(profile, `library/library.db${suffix}`)
      await copyFile(source, path + suffix).catch((error: unknown) => {
        // Without a second file, all is in the first.
        if (suffix === '') throw error
      })
    }
    const database = new DatabaseSync(path)
    try {
      const query = 'SELECT conversation, speaker, channel, text FROM lines ORDER BY key'
      return linesSchema.parse(database.prepare(query).all())
    } finally {
      database.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
