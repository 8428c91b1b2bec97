/** The full-text index. It keeps no text of its own: what is taken out has to be told to it again. */
import { indexedText } from './search-terms'
import type { Sql } from './sql'

export function addToIndex(sql: Sql, key: number, text: string): void {
  sql.run('INSERT INTO lines_index (rowid, text) VALUES (?, ?)', key, indexedText(text))
}

/** `text` is what the index was given for this key. */
export function takeFromIndex(sql: Sql, key: number, text: string): void {
  sql.run(
    `INSERT INTO lines_index (lines_index, rowid, text) VALUES ('delete', ?, ?)`,
    key,
    indexedText(text),
  )
}
