import type { DatabaseSync } from '@photostructure/sqlite'
import type { z } from 'zod'

export type Database = InstanceType<typeof DatabaseSync>
type Statement = ReturnType<Database['prepare']>
export type SqlValue = string | number | null | Uint8Array

/** Statements of one database, prepared once; what they return is read by a schema. */
export class Sql {
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Returns how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.#prepared(sql).run(...values).changes
  }

  /** Returns the key of the new row. */
  insert(sql: string, ...values: readonly SqlValue[]): number {
    return Number(this.#prepared(sql).run(...values).lastInsertRowid)
  }

  all<T>(row: z.ZodType<T>, sql: string, ...values: readonly SqlValue[]): T[] {
    return this.#prepared(sql)
      .all(...values)
      .map((found: unknown) => row.parse(found))
  }

  /** Row by row; may throw after some of them. */
  *each<T>(row: z.ZodType<T>, sql: string, ...values: readonly SqlValue[]): Generator<T> {
    for (const found of this.#prepared(sql).iterate(...values)) yield row.parse(found)
  }

  get<T>(row: z.ZodType<T>, sql: string, ...values: readonly SqlValue[]): T | null {
    const found: unknown = this.#prepared(sql).get(...values)
    return found === undefined ? null : row.parse(found)
  }

  /** All of it or nothing, within another one a part of that; what `work` throws is thrown on. */
  inTransaction<T>(work: () => T): T {
    if (this.#isInTransaction()) return work()
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#database.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite has undone it by itself after some errors, such as a full disk.
      if (this.#isInTransaction()) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #isInTransaction(): boolean {
    return this.#database.isTransaction
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}
