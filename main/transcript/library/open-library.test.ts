import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { seededRandom } from '../../../tests/faults/seeded-random'
import { LineTable } from './line-table'
import { openLibrary } from './open-library'
import { search } from './search'
import { Sql } from './sql'

const START = Date.UTC(2026, 0, 5, 9)
const CONVERSATIONS = 8
const LINES = 20
const ALL_LINES = CONVERSATIONS * LINES
const PAGE_BYTES = 4_096
/** Short ones take 80 bytes each. */
const MOST_LINES_ON_A_PAGE = PAGE_BYTES / 80
const SEED = 69

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

/** The bytes of a closed library with all the lines in it. */
let whole: Buffer
beforeAll(() => {
  const folder = newFolder()
  const { database } = openLibrary(folder)
  const lines = new LineTable(new Sql(database))
  const conversations = Array.from({ length: CONVERSATIONS }, (_, conversation) => conversation)
  lines.keep(
    conversations.flatMap((conversation) =>
      Array.from({ length: LINES }, (_, position) => lineOf(conversation, position)),
    ),
  )
  database.close()
  whole = readFileSync(join(folder, 'library.db'))
  rmSync(folder, { recursive: true })
})

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'sightline-damage-'))

/** A folder with a library of these bytes. */
function libraryOf(bytes: Uint8Array): string {
  const folder = newFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'library.db'), bytes)
  return folder
}

/** Opens it, and returns how many lines are there and whether it works. */
function reopen(folder: string): { readonly lines: number; readonly isDamaged: boolean } {
  const { database, damage } = openLibrary(folder)
  try {
    const sql = new Sql(database)
    const lines = new LineTable(sql)
    // Lines whose conversation is lost are in another one.
    const kept = search(sql, { query: 'talk line', count: 2 * ALL_LINES }).length
    lines.keep([{ ...lineOf(99, 0), text: 'It goes on' }])
    expect(search(sql, { query: 'goes on', count: 1 })).toHaveLength(1)
    return { lines: kept, isDamaged: damage !== null }
  } finally {
    database.close()
  }
}

describe('a library that is damaged', () => {
  it.each([
    ['a header full of garbage', () => Buffer.from(whole).fill(0xa5, 0, 100), ALL_LINES],
    ['garbage from end to end', () => Buffer.alloc(whole.length, 0xa5), 0],
    ['half of it', () => whole.subarray(0, whole.length / 2), null],
  ])('%s: is kept aside, and a new one goes on', (_what, bytes, expected) => {
    const folder = libraryOf(bytes())
    const { lines, isDamaged } = reopen(folder)
    expect(isDamaged).toBe(true)
    if (expected !== null) expect(lines).toBe(expected)
    expect(readdirSync(folder).join()).toMatch(/damaged-2/)
    expect(reopen(folder)).toEqual({ lines, isDamaged: false })
  })

  it('no bytes: is a new one', () => {
    expect(reopen(libraryOf(new Uint8Array()))).toEqual({ lines: 0, isDamaged: false })
  })

  it('200 times garbage in up to three pages: loses little more than what was on them', () => {
    const random = seededRandom(SEED)
    const lost = Array.from({ length: 200 }, (_, round) => {
      const bytes = Buffer.from(whole)
      const hits = 1 + (round % 3)
      for (let hit = 0; hit < hits; hit += 1) spoilPage(bytes, random)
      const missing = ALL_LINES - reopen(libraryOf(bytes)).lines
      expect(missing, `round ${round}`).toBeLessThanOrEqual(hits * MOST_LINES_ON_A_PAGE)
      return missing
    }).sort((a, b) => a - b)
    // Most pages hold no lines, or what their index can be made anew from.
    expect(lost[100]).toBe(0)
  }, 60_000)
})

/** Writes garbage over a quarter of a page, other than the first. */
function spoilPage(bytes: Buffer, random: () => number): void {
  const page = 1 + Math.floor(random() * (bytes.length / PAGE_BYTES - 1))
  for (let byte = 0; byte < PAGE_BYTES / 4; byte += 1) {
    bytes[page * PAGE_BYTES + Math.floor(random() * PAGE_BYTES)] = Math.floor(random() * 256)
  }
}
