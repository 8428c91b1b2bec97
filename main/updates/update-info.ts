import { fail, ok, type Result } from '@contract/errors'
import type { OfferedUpdate } from '@contract/updates'
import { z } from 'zod'

/** No package of this app is larger, in bytes; also what a server may send at most. */
export const MAX_PACKAGE_BYTES = 1_000_000_000
/** A feed has a few hundred bytes, and the notes. */
export const MAX_FEED_BYTES = 256 * 1024
/** Of the notes so much is shown, in characters. */
const MAX_NOTES = 4_000
const MAX_FILES = 50

const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}(-[0-9A-Za-z.-]{1,40})?$/)

/**
 * A file of the feed lies beside it: by name alone, so that no feed leads to another server or folder,
 * and of letters that no shell takes for its own, because installers are started through one.
 */
const fileSchema = z.object({
  url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,149}$/),
  /** Of SHA-512, in base64. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z.number().int().min(1).max(MAX_PACKAGE_BYTES),
})

const noteSchema = z.object({ version: z.string(), note: z.string().nullable() })

const feedSchema = z.object({
  version: versionSchema,
  files: z.array(fileSchema).min(1).max(MAX_FILES),
  releaseNotes: z.union([z.string(), z.array(noteSchema)]).nullish(),
})

export interface FeedFile {
  readonly url: string
  readonly sha512: string
}

/** A feed that was read, and what it offers. */
export interface UpdateInfo {
  readonly offered: OfferedUpdate
  readonly files: readonly FeedFile[]
}

/** What a feed says, if it is one. Pure. */
export function readUpdateInfo(info: unknown): Result<UpdateInfo> {
  const { success, data } = feedSchema.safeParse(info)
  if (!success) return fail('update-feed-unusable')
  const { version, files, releaseNotes } = data
  return ok({ offered: { version, notes: notesOf(releaseNotes ?? '') }, files })
}

/** What the feed says of the file that was loaded under this name. */
export const fileNamed = ({ files }: UpdateInfo, name: string): FeedFile | null =>
  files.find(({ url }) => url === name) ?? null

function notesOf(notes: string | readonly z.infer<typeof noteSchema>[]): string {
  const text =
    typeof notes === 'string'
      ? notes
      : notes.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n')
  return shown(text)
}

/** Controls, and marks that turn the direction of what follows: a feed must not write over the window. */
const UNSHOWN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu

/** Plain text of whole lines; markup stays what it is, characters. */
function shown(text: string): string {
  const lines = text.slice(0, MAX_FEED_BYTES).replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
  const clean = lines.replaceAll(UNSHOWN, (character) =>
    character === '\n' || character === '\t' ? character : '',
  )
  const short = clean.replaceAll(/\n{3,}/g, '\n\n').trim()
  return short.length <= MAX_NOTES ? short : `${short.slice(0, MAX_NOTES).trimEnd()}…`
}
