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

const openSchema = z.object({ open: z.number() })

export type KeptLine = z.infer<typeof linesSchema>[number]

/** What was said, of both sides, in its order. */
export function keptLines(): Promise<KeptLine[]> {
  const query = 'SELECT conversation, speaker, channel, text FROM lines ORDER BY key'
  return read((database) => linesSchema.parse(database.prepare(query).all()))
}

/** How many conversations have not come to an end. */
export function openConversations(): Promise<number> {
  const query = 'SELECT count(*) AS open FROM conversations WHERE ended_at IS NULL'
  return read((database) => openSchema.parse(database.prepare(query).get()).open)
}

/** From a copy: opening the file itself as root would leave files of root's beside it. */
async function read<Value>(
  look: (database: InstanceType<typeof DatabaseSync>) => Value,
): Promise<Value> {
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
      return look(database)
    } finally {
      database.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
