/** SQLite's write-ahead log holds what was committed last. It is cut off, spoilt and lost here. */
import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LineTable } from '@main/transcript/library/line-table'
import { openLibrary } from '@main/transcript/library/open-library'
import { Sql, type Database } from '@main/transcript/library/sql'
import { ROWS_SEED } from '../rows'
import { seededRandom } from '../seeded-random'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { copyOf, DATABASE, LOG, LOG_INDEX, reopen, saidLine } from './testing'

const IN_DATABASE = 20
const IN_LOG = 60
const STEP_BYTES = 4_096

/** A library that was never closed: what it holds is in the database, and in the log. */
let folder: string
let open: Database
/** How long the log was when each of its lines was committed, in bytes. */
let committedAt: readonly number[]
let logBytes: number

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-log-'))
  open = openLibrary(folder).database
  const lines = new LineTable(new Sql(open))
  for (let number = 0; number < IN_DATABASE; number += 1) lines.keep([saidLine(number)])
  open.exec('PRAGMA wal_checkpoint(RESTART)')
  open.exec('PRAGMA wal_autocheckpoint = 0')
  // The log is written from its beginning again, over what it held: its length tells nothing yet.
  open.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  committedAt = Array.from({ length: IN_LOG }, (_, index) => {
    lines.keep([saidLine(IN_DATABASE + index)])
    return statSync(join(folder, LOG)).size
  })
  logBytes = committedAt.at(-1) ?? 0
})
afterAll(() => {
  open.close()
  rmSync(folder, { recursive: true })
})

/** What was committed while the log was no longer than this. */
function committedBy(bytes: number): string[] {
  const inLog = committedAt.filter((end) => end <= bytes).length
  return Array.from({ length: IN_DATABASE + inLog }, (_, number) => saidLine(number).text)
}

describe('the log', () => {
  it('row 70: cut off at every 4 kB, it gives exactly what was committed before', () => {
    const cuts = Array.from(
      { length: Math.ceil(logBytes / STEP_BYTES) },
      (_, at) => at * STEP_BYTES,
    )
    expect(cuts.length).toBeGreaterThan(100)
    for (const bytes of cuts) {
      const copy = copyOf(folder)
      truncateSync(join(copy, LOG), bytes)
      expect(reopen(copy), `${bytes} bytes`).toEqual({ texts: committedBy(bytes), damage: null })
    }
  }, 60_000)

  it('row 70: a byte of it that is another one ends it there', () => {
    const random = seededRandom(ROWS_SEED)
    for (let round = 0; round < 50; round += 1) {
      const copy = copyOf(folder)
      const bytes = readFileSync(join(copy, LOG))
      const at = Math.floor(random() * bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255))
      writeFileSync(join(copy, LOG), bytes)
      expect(reopen(copy), `byte ${at}`).toEqual({ texts: committedBy(at), damage: null })
    }
  }, 60_000)

  it('row 70: lost, what the database itself holds is there', () => {
    const copy = copyOf(folder)
    rmSync(join(copy, LOG))
    expect(reopen(copy)).toEqual({ texts: committedBy(0), damage: null })
  })

  it.each([
    ['garbage', (size: number) => Buffer.alloc(size, 0xa5)],
    ['nothing', () => Buffer.alloc(0)],
    ['half of it', (size: number, whole: Buffer) => whole.subarray(0, size / 2)],
  ])('row 70: its index is %s, and nothing is lost', (_what, junk) => {
    const copy = copyOf(folder)
    const index = readFileSync(join(copy, LOG_INDEX))
    writeFileSync(join(copy, LOG_INDEX), junk(index.length, index))
    expect(reopen(copy)).toEqual({ texts: committedBy(logBytes), damage: null })
  })

  it('row 70: garbage from end to end, it is passed over', () => {
    const copy = copyOf(folder)
    writeFileSync(join(copy, LOG), Buffer.alloc(logBytes, 0x5a))
    expect(reopen(copy)).toEqual({ texts: committedBy(0), damage: null })
    expect(statSync(join(copy, DATABASE)).size).toBeGreaterThan(0)
  })
})
