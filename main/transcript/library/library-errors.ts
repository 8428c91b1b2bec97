/** Why the library could not do what it was asked, as values that cross between processes. */
import { z } from 'zod'
import { NewerDatabaseError } from './database'

export const libraryFailureSchema = z.object({
  kind: z.enum([
    /** No space is left on the disk. */
    'full',
    /** The disk or the folder takes no writes, or cannot be reached. */
    'read-only',
    /** Another program holds the database. */
    'locked',
    /** The file is damaged; opening it again puts it aside. */
    'damaged',
    /** A newer Sightline has written it. */
    'newer',
    'other',
  ]),
  detail: z.string(),
})
export type LibraryFailure = z.infer<typeof libraryFailureSchema>

/** What `LibraryClient` rejects with. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError'

  constructor(readonly failure: LibraryFailure) {
    super(`The library: ${failure.kind}: ${failure.detail}`)
  }
}

/** By SQLite's primary result codes, https://sqlite.org/rescode.html */
const KINDS: Readonly<Record<number, LibraryFailure['kind']>> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  10: 'read-only',
  11: 'damaged',
  13: 'full',
  14: 'read-only',
  26: 'damaged',
}

/** Of the file system: https://nodejs.org/api/errors.html#common-system-errors */
const SYSTEM_KINDS: Readonly<Record<string, LibraryFailure['kind']>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOTDIR: 'read-only',
  // Also what Node says of a folder that cannot be made on a read-only disk.
  ENOENT: 'read-only',
  // A file is where the folder should be.
  EEXIST: 'read-only',
}

const sqliteSchema = z.object({ errcode: z.number() })
const systemSchema = z.object({ code: z.string() })

/** SQLite's code for an error without the bits that tell where it was found; 0 for other errors. */
export const primaryCode = (error: unknown): number =>
  (sqliteSchema.safeParse(error).data?.errcode ?? 0) & 0xff

export function failureOf(error: unknown): LibraryFailure {
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof NewerDatabaseError) return { kind: 'newer', detail }
  const system = SYSTEM_KINDS[systemSchema.safeParse(error).data?.code ?? '']
  return { kind: KINDS[primaryCode(error)] ?? system ?? 'other', detail }
}
