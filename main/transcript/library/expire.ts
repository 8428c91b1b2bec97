/** What is kept no longer: what is older, or more, than the user wants. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { LibrarySize } from '@contract/library'
import { filesOf, type LibraryFolders } from './erase'
import type { Sql, SqlValue } from './sql'

export interface RetentionLimits {
  /** Conversations that ended before this time go, in ms since the epoch; `null`: none for its age. */
  readonly endedBefore: number | null
  /** How much there may be in all; `null`: as much as there is. */
  readonly bytes: number | null
  /** The conversation that is on stays. */
  readonly except: string | null
}

const idSchema = z.object({ id: z.string() })
const countSchema = z.object({ count: z.number() })
const pagesSchema = z.object({ bytes: z.number() })
const weightSchema = z.object({ key: z.number(), id: z.string(), bytes: z.number() })

/** What the index and the rows take besides the text itself: about five times as much (`bench:library`). */
const BYTES_PER_CHARACTER = 5

/**
 * Conversations that may go: neither pinned nor on, the oldest first. One that was imported or gone on
 * with is as old as that.
 */
const MAY_GO = 'deleted_at IS NULL AND pinned = 0 AND id IS NOT ?'
const LAST_TIME = `max(started_at, coalesce(ended_at, 0), coalesce(continued_at, 0),
  coalesce(arrived_at, 0), coalesce((SELECT max(started_at) FROM lines
    WHERE conversation = conversations.key), 0))`

/** Takes conversations out of sight for good; what is left is to erase them. Returns which. */
export function expire(sql: Sql, folders: LibraryFolders, limits: RetentionLimits): string[] {
  const old = limits.endedBefore === null ? [] : oldOnes(sql, limits.endedBefore, limits.except)
  giveUp(sql, old)
  const heavy = limits.bytes === null ? [] : tooMuch(sql, folders, limits.bytes, limits.except)
  giveUp(sql, heavy)
  return [...old, ...heavy]
}

/**
 * In the database, without what is free in it, and in the files beside it. What is out of sight counts no
 * more: it takes its time to be erased, and others would go in its stead meanwhile.
 */
export function sizeOf(sql: Sql, folders: LibraryFolders): LibrarySize {
  const { bytes } = sql.get(
    pagesSchema,
    `SELECT (page_count - freelist_count) * page_size AS bytes
     FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  ) ?? { bytes: 0 }
  const { count } = sql.get(
    countSchema,
    'SELECT count(*) AS count FROM conversations WHERE deleted_at IS NULL',
  ) ?? { count: 0 }
  const files = bytesIn(folders.pictures) + bytesIn(folders.recordings)
  const going = weights(sql, 'deleted_at IS NOT NULL').map((each) => bytesFor(sql, folders, each))
  return { conversations: count, bytes: Math.max(0, bytes + files - sum(going)) }
}

const oldOnes = (sql: Sql, endedBefore: number, except: string | null): string[] =>
  sql
    .all(
      idSchema,
      `SELECT id FROM conversations WHERE ${MAY_GO} AND ${LAST_TIME} < ?`,
      except,
      endedBefore,
    )
    .map(({ id }) => id)

function tooMuch(
  sql: Sql,
  folders: LibraryFolders,
  bytes: number,
  except: string | null,
): string[] {
  let excess = sizeOf(sql, folders).bytes - bytes
  if (excess <= 0) return []
  const gone: string[] = []
  for (const each of weights(sql, MAY_GO, except)) {
    if (excess <= 0) break
    gone.push(each.id)
    excess -= bytesFor(sql, folders, each)
  }
  return gone
}

type Weight = z.infer<typeof weightSchema>

/** How much of the database each takes, about; the oldest first. */
const weights = (sql: Sql, condition: string, ...values: readonly SqlValue[]): Weight[] =>
  sql.all(
    weightSchema,
    `SELECT key, id,
       coalesce((SELECT sum(length(text)) FROM lines WHERE conversation = conversations.key), 0)
         * ${BYTES_PER_CHARACTER} +
       coalesce((SELECT sum(length(thumbnail)) FROM frames
         WHERE conversation = conversations.key), 0) AS bytes
     FROM conversations WHERE ${condition} ORDER BY ${LAST_TIME}, key`,
    ...values,
  )

/** The same with its files. */
const bytesFor = (sql: Sql, folders: LibraryFolders, { key, bytes }: Weight): number =>
  bytes + sum(filesOf(sql, folders, key).map(bytesOf))

function giveUp(sql: Sql, ids: readonly string[]): void {
  sql.inTransaction(() =>
    ids.forEach((id) => sql.run('UPDATE conversations SET deleted_at = 0 WHERE id = ?', id)),
  )
}

const bytesIn = (folder: string): number =>
  sum(readdirSync(folder).map((name) => bytesOf(join(folder, name))))

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)
