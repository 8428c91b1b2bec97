/** A file of the library that is damaged, at random and in the plain ways. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { TranscriptLine } from '@contract/transcript'
import { LineTable } from '@main/transcript/library/line-table'
import type { LibraryReport } from '@main/transcript/library/library-protocol'
import { LibraryServer } from '@main/transcript/library/library-server'
import { openLibrary, type Damage } from '@main/transcript/library/open-library'
import { Sql } from '@main/transcript/library/sql'
import { ROWS_SEED } from '../rows'
import { seededRandom } from '../seeded-random'
import { WAYS } from './plan'
import { DATABASE, newFolder, reopen } from './testing'

const START = Date.UTC(2026, 0, 5, 9)
const CONVERSATIONS = 8
const LINES = 20
const ALL_LINES = CONVERSATIONS * LINES
const PAGE_BYTES = 4_096
/** Short ones take 80 bytes each. */
const MOST_LINES_ON_A_PAGE = PAGE_BYTES / 80
/** Bits of one file that are changed. */
const FLIPS = 20
/** The longest that the app waits for its library at a start. */
const START_MS = 3_000

const lineOf = (conversation: number, position: number): TranscriptLine => ({
  id: `c${conversation}:${position}`,
  conversationId: `c${conversation}`,
  position,
  speaker: position % 2 === 0 ? 'user' : 'assistant',
  channel: 'voice',
  text: `Talk ${conversation} line ${position}, ${'and so on '.repeat(position)}`,
  startedAt: START + conversation * 3_600_000 + position * 1_000,
  endedAt: START + conversation * 3_600_000 + position * 1_000,
  interrupted: false,
})

const ALL = Array.from({ length: ALL_LINES }, (_, number) =>
  lineOf(Math.floor(number / LINES), number % LINES),
)
const SAID = ALL.map(({ text }) => text)

/** A file that ends in the middle of a text gives its beginning. */
const wasSaid = (text: string): boolean => SAID.some((said) => said.startsWith(text))

/** The bytes of a closed library with all the lines in it. */
let whole: Buffer
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-whole-'))
  const { database } = openLibrary(folder)
  new LineTable(new Sql(database)).keep(ALL)
  database.close()
  whole = readFileSync(join(folder, DATABASE))
  rmSync(folder, { recursive: true })
})

/** What came of opening a library of these bytes. */
interface Outcome {
  readonly lines: number
  /** How many are known to be missing; `null`: no damage was found. */
  readonly lost: number | null
}

/**
 * Opens a library of these bytes. Whatever they are, it is open in time and goes on, and the damaged
 * file is kept as it was. SQLite has no checksums: a text that was `changed` in the file, and nothing
 * else, cannot be told from what was said.
 */
function openOf(bytes: Uint8Array, way: string, changed = 0): Outcome {
  const folder = newFolder()
  writeFileSync(join(folder, DATABASE), bytes)
  const begun = performance.now()
  const { database, damage } = openLibrary(folder)
  const tookMs = performance.now() - begun
  database.close()
  expect(tookMs, `${way}: ms until it is open`).toBeLessThanOrEqual(START_MS)
  const kept = damage && readFileSync(join(folder, damage.keptAs))
  if (kept) expect(kept.equals(bytes), `${way}: the damaged file is as it was`).toBe(true)
  const { texts, damage: again } = reopen(folder)
  expect(again, `${way}: sound once it was opened`).toBeNull()
  const unsaid = texts.filter((text) => !wasSaid(text))
  expect(unsaid.length, `${way}: ${unsaid.join()} was not said`).toBeLessThanOrEqual(changed)
  expect(new Set(texts).size, `${way}: nothing twice`).toBe(texts.length)
  if (damage) expect(damage.lines, `${way}: what is told`).toBe(texts.length)
  rmSync(folder, { recursive: true })
  return { lines: texts.length, lost: damage?.lostLines ?? null }
}

describe('a library that is damaged', () => {
  it.each([
    ['a header full of garbage', () => Buffer.from(whole).fill(0xa5, 0, 100), ALL_LINES],
    ['garbage from end to end', () => Buffer.alloc(whole.length, 0xa5), 0],
    ['a text that is no database', () => Buffer.from('Once upon a time\n'.repeat(500)), 0],
    ['half of it', () => whole.subarray(0, whole.length / 2), null],
  ])('row 69: %s: is kept aside, and a new one goes on', (way, bytes, expected) => {
    const { lines, lost } = openOf(bytes(), way)
    expect(lost).not.toBeNull()
    if (expected !== null) expect(lines).toBe(expected)
  })

  it('row 69: no bytes: is a new one', () => {
    expect(openOf(new Uint8Array(), 'no bytes')).toEqual({ lines: 0, lost: null })
  })

  it(`row 69: ${WAYS} times garbage in up to three pages: loses little more than what was on them`, () => {
    const missing = Array.from({ length: WAYS }, (_, round) => {
      const seed = ROWS_SEED + round
      const random = seededRandom(seed)
      const bytes = Buffer.from(whole)
      const hits = 1 + (round % 3)
      for (let hit = 0; hit < hits; hit += 1) spoilPage(bytes, random)
      const { lines } = openOf(bytes, `seed ${seed}`)
      expect(ALL_LINES - lines, `seed ${seed}`).toBeLessThanOrEqual(hits * MOST_LINES_ON_A_PAGE)
      return ALL_LINES - lines
    }).sort((a, b) => a - b)
    // Most pages hold no lines, or what their index can be made anew from.
    expect(missing[WAYS / 2]).toBe(0)
  }, 120_000)

  it(`row 69: ${WAYS} times single bits, lost ends and holes: it opens with what can be read`, () => {
    const outcomes = Array.from({ length: WAYS }, (_, round) => {
      const seed = ROWS_SEED + WAYS + round
      const random = seededRandom(seed)
      const bytes = Buffer.from(whole)
      if (round % 3 === 0) return openOf(flipBits(bytes, random), `seed ${seed}`, FLIPS)
      return openOf((round % 3 === 1 ? cutOff : dropPages)(bytes, random), `seed ${seed}`)
    })
    // Ways that harm nothing are not what is tried here.
    expect(outcomes.filter(({ lost }) => lost !== null).length).toBeGreaterThan(WAYS / 3)
    expect(outcomes.filter(({ lines }) => lines > 0).length).toBeGreaterThan(WAYS / 2)
    expect(outcomes.some(({ lost }) => (lost ?? 0) > 0)).toBe(true)
  }, 120_000)
})

describe('a library too large to be looked at as a whole', () => {
  const OF_A_LARGE_ONE = { thoroughBytes: 0 }

  /** Opens a library with garbage in what this table or index consists of. */
  function openSpoilt(name: string): { readonly folder: string; readonly damage: Damage | null } {
    const folder = newFolder()
    const bytes = Buffer.from(whole)
    for (const page of leavesOf(name)) bytes.fill(0xa5, (page - 1) * PAGE_BYTES, page * PAGE_BYTES)
    writeFileSync(join(folder, DATABASE), bytes)
    const { database, damage } = openLibrary(folder, OF_A_LARGE_ONE)
    database.close()
    return { folder, damage }
  }

  it.each(['lines', 'conversations', 'sqlite_autoindex_lines_1'])(
    'row 69: is looked at where what was said is: %s',
    (name) => expect(openSpoilt(name).damage).not.toBeNull(),
  )

  it('row 69: is looked at as a whole once something that was asked has met damage', () => {
    const { folder, damage } = openSpoilt('lines_index_data')
    expect(damage).toBeNull()
    const reports: LibraryReport[] = []
    const server = new LibraryServer(folder, (report) => reports.push(report), OF_A_LARGE_ONE)
    const values = [[{ ...lineOf(3, 3), text: 'changed' }]]
    server.take({ id: 1, method: 'keep', values })
    server.close()
    expect(reports.at(-1)).toMatchObject({ kind: 'failed', failure: { kind: 'damaged' } })
    const again = openLibrary(folder, OF_A_LARGE_ONE)
    again.database.close()
    expect(again.damage).toMatchObject({ lines: ALL_LINES, lostLines: 0 })
    expect(reopen(folder)).toMatchObject({ damage: null, texts: SAID })
  })
})

/** Numbers of the pages at the bottom of a table or an index, from 1 on. */
function leavesOf(name: string): number[] {
  const folder = newFolder()
  writeFileSync(join(folder, DATABASE), whole)
  const { database } = openLibrary(folder)
  const leaves = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
  const pages = new Sql(database).all(z.object({ pageno: z.number() }), leaves, name)
  database.close()
  return pages.map(({ pageno }) => pageno)
}

/** Writes garbage over a quarter of a page, other than the first. */
function spoilPage(bytes: Buffer, random: () => number): void {
  const page = 1 + Math.floor(random() * (bytes.length / PAGE_BYTES - 1))
  for (let byte = 0; byte < PAGE_BYTES / 4; byte += 1) {
    bytes[page * PAGE_BYTES + Math.floor(random() * PAGE_BYTES)] = Math.floor(random() * 256)
  }
}

/** A few single bits are others, anywhere in the file. */
function flipBits(bytes: Buffer, random: () => number): Buffer {
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return bytes
}

/** Its end is gone, wherever that was. */
const cutOff = (bytes: Buffer, random: () => number): Buffer =>
  bytes.subarray(0, 1 + Math.floor(random() * (bytes.length - 1)))

/** Some pages were never written: they hold zeros. */
function dropPages(bytes: Buffer, random: () => number): Buffer {
  for (let hole = 0; hole < 3; hole += 1) {
    const page = Math.floor(random() * (bytes.length / PAGE_BYTES))
    bytes.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
  }
  return bytes
}
