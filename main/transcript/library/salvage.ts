/** Reading what can still be read of a damaged database. */
import { z } from 'zod'
import { openCopy, throughLeaves, type WorkingCopy } from './damaged-file'
import { addToIndex } from './line-index'
import { KEYS_PER_MS } from './line-table'
import { Sql, type SqlValue } from './sql'

/** In the order in which they refer to one another. */
const TABLES = ['conversations', 'lines', 'marks', 'frames', 'events', 'recordings'] as const
type Table = (typeof TABLES)[number]

/** What could be read of it, and how much is known to have been there besides. */
export interface Salvaged {
  readonly lines: number
  /** Lines whose place is known and whose text is not. */
  readonly lostLines: number
}

const keySchema = z.object({ key: z.number() })
const columnSchema = z.object({ name: z.string() })
const rowSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.null(), z.instanceof(Uint8Array)]),
)

/**
 * Copies what can be read of the damaged database at `path` into an empty one. Never throws for what
 * it finds there.
 */
export function salvage(path: string, into: Sql): Salvaged {
  const copy = openCopy(path, TABLES)
  if (copy === null) return { lines: 0, lostLines: 0 }
  try {
    const known = Object.fromEntries(TABLES.map((table) => [table, copyTable(copy, into, table)]))
    const lines = into.all(keySchema, 'SELECT key FROM lines').length
    return { lines, lostLines: Math.max(0, (known.lines ?? 0) - lines) }
  } finally {
    copy.close()
  }
}

/** Returns how many rows are known to have been there. */
function copyTable(copy: WorkingCopy, into: Sql, table: Table): number {
  const from = new Sql(copy.database)
  const columns = into
    .all(columnSchema, `SELECT name FROM pragma_table_info('${table}')`)
    .map(({ name }) => name)
  const { keys, isWhole } = keysOf(from, table)
  into.inTransaction(() => {
    for (const key of keys) {
      const row = readRow(from, table, key)
      if (row !== null) copyRow(into, table, columns, row)
    }
  })
  if (!isWhole || table === 'lines') copyLeaves(copy, into, table, columns)
  return keys.size
}

/** Rows that no way through the table leads to. */
function copyLeaves(copy: WorkingCopy, into: Sql, table: Table, columns: readonly string[]): void {
  into.inTransaction(() =>
    throughLeaves(copy, table, (page) => {
      for (const row of page.each(rowSchema, `SELECT * FROM ${table} NOT INDEXED`)) {
        copyRow(into, table, columns, row)
      }
    }),
  )
}

/** Keys by the table itself and by its indexes, from both ends: what breaks one leaves the others. */
function keysOf(
  from: Sql,
  table: Table,
): { readonly keys: ReadonlySet<number>; readonly isWhole: boolean } {
  const keys = new Set<number>()
  let isWhole = true
  const indexes = attempt(() =>
    from.all(columnSchema, `SELECT name FROM pragma_index_list('${table}')`),
  )
  const ways = ['NOT INDEXED', ...(indexes ?? []).map(({ name }) => `INDEXED BY "${name}"`)]
  for (const way of ways) {
    for (const order of ['ASC', 'DESC']) {
      const isRead = attempt(() => {
        const rows = from.each(keySchema, `SELECT key FROM ${table} ${way} ORDER BY rowid ${order}`)
        for (const { key } of rows) keys.add(key)
        return true
      })
      isWhole &&= isRead === true
    }
  }
  return { keys, isWhole }
}

type Row = Readonly<Record<string, SqlValue>>

const readRow = (from: Sql, table: Table, key: number): Row | null =>
  attempt(() => from.get(rowSchema, `SELECT * FROM ${table} WHERE key = ?`, key))

/** A row that the tables of today do not take is left out. */
function copyRow(into: Sql, table: Table, columns: readonly string[], row: Row): void {
  if (table === 'lines') supplyConversation(into, row)
  const present = columns.filter((name) => name in row)
  const values = present.map((name) => (name === 'indexed' ? 0 : (row[name] ?? null)))
  const places = present.map(() => '?').join(', ')
  const isCopied = attempt(() =>
    into.run(
      `INSERT OR IGNORE INTO ${table} (${present.join(', ')}) VALUES (${places})`,
      ...values,
    ),
  )
  const { key, text } = row
  if (table !== 'lines' || isCopied !== 1) return
  if (typeof key === 'number' && typeof text === 'string') addToIndex(into, key, text)
  into.run('UPDATE lines SET indexed = 1 WHERE key = ?', typeof key === 'number' ? key : 0)
}

/** Lines whose conversation is lost get one that begins with them. */
function supplyConversation(into: Sql, { conversation, key }: Row): void {
  if (typeof conversation !== 'number' || typeof key !== 'number') return
  const startedAt = Math.floor(key / KEYS_PER_MS)
  const id = attempt(() => new Date(startedAt).toISOString().replaceAll(/[:.]/g, '-'))
  if (id === null) return
  into.run(
    'INSERT OR IGNORE INTO conversations (key, id, started_at) VALUES (?, ?, ?)',
    conversation,
    id,
    startedAt,
  )
}

/** `null` for whatever is thrown: here that is the damage. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
