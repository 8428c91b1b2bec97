import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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

/** Names that are given here and to pictures of imported files, and no others. */
const NAME = /^(\d+-\d+|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})\.jpg$/
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

/**
 * Clears away whole pictures that no row tells of.
 *
 * @param aside a new folder for them, where the rows may have been lost; `null`: they are deleted
 */
export function removeStrayPictures(
  sql: Sql,
  { pictures }: LibraryFolders,
  aside: string | null,
): void {
  const rows = sql.all(fileSchema, 'SELECT file FROM frames WHERE file IS NOT NULL')
  const known = new Set(rows.map(({ file }) => file))
  const strays = readdirSync(pictures).filter((name) => NAME.test(name) && !known.has(name))
  if (aside !== null && strays.length > 0) mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const name of strays) {
    const path = join(pictures, name)
    if (aside === null) rmSync(path, { force: true })
    else renameSync(path, join(aside, name))
  }
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
