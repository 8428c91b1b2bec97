import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { LibraryFolders } from './erase'
import type { Sql } from './sql'

const pictureSchema = z.object({
  thumbnail: z.instanceof(Uint8Array),
  file: z.string().nullable(),
})

/** A JPEG; the thumbnail where the whole picture was not kept, `null` where there is neither. */
export function readPicture(
  sql: Sql,
  { pictures }: LibraryFolders,
  key: number,
  size: 'thumbnail' | 'whole',
): Uint8Array | null {
  const found = sql.get(pictureSchema, 'SELECT thumbnail, file FROM frames WHERE key = ?', key)
  if (found === null) return null
  const { thumbnail, file } = found
  if (size === 'thumbnail' || file === null) return thumbnail
  try {
    // A name that leads elsewhere is not ours.
    return readFileSync(join(pictures, basename(file)))
  } catch {
    return thumbnail
  }
}
