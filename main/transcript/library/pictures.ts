import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { LibraryFolders } from './erase'
import { addFrame, hasFrame, type NewFrame } from './happenings'
import type { Sql } from './sql'

const pictureSchema = z.object({
  thumbnail: z.instanceof(Uint8Array),
  file: z.string().nullable(),
})

/** A picture that was sent, as the app tells of it. */
export interface SentPicture extends Omit<NewFrame, 'file'> {
  /** The whole JPEG, where the user keeps them. */
  readonly picture: Uint8Array | null
}

/** Names that are given here, and no others. */
const NAME = /^\d+-\d+\.jpg$/
const fileSchema = z.object({ file: z.string() })

/**
 * Notes a picture once, and keeps it whole where that is wanted. The file comes first: what a crash leaves
 * is a file without a row, which `removeStrayPictures` finds.
 *
 * @param conversation the key of its row
 */
export function keepPicture(
  sql: Sql,
  { pictures }: LibraryFolders,
  conversation: number,
  { picture, ...frame }: SentPicture,
): void {
  if (hasFrame(sql, conversation, frame.at)) return
  const file = picture === null ? null : `${conversation}-${frame.at}.jpg`
  if (picture !== null && file !== null) {
    writeFileSync(join(pictures, file), picture, { mode: 0o600, flush: true })
  }
  addFrame(sql, conversation, { ...frame, file })
}

/** Deletes whole pictures that no row tells of. */
export function removeStrayPictures(sql: Sql, { pictures }: LibraryFolders): void {
  const rows = sql.all(fileSchema, 'SELECT file FROM frames WHERE file IS NOT NULL')
  const known = new Set(rows.map(({ file }) => file))
  const strays = readdirSync(pictures).filter((name) => NAME.test(name) && !known.has(name))
  for (const name of strays) rmSync(join(pictures, name), { force: true })
}

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
    const bytes = readFileSync(join(pictures, basename(file)))
    return bytes.length > 0 ? bytes : thumbnail
  } catch {
    return thumbnail
  }
}
