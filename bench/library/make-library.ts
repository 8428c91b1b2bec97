/** A large library, made up, the same for the same numbers. */
import type { TranscriptLine } from '@contract/transcript'
import { ConversationTable } from '@main/transcript/library/conversation-table'
import { addFrame, addMark } from '@main/transcript/library/happenings'
import { LineTable } from '@main/transcript/library/line-table'
import { openLibrary } from '@main/transcript/library/open-library'
import { Sql } from '@main/transcript/library/sql'
import { seededRandom } from '../../tests/faults/seeded-random'
import { languageBy, sentence, type Language } from './texts'

export interface MakeOptions {
  readonly folder: string
  readonly lines: number
  readonly conversations: number
  readonly seed: number
  readonly onProgress: (lines: number) => void
}

/** The one conversation that goes on for days has at most this many lines. */
const LONGEST = 50_000
/** Id of that one. */
export const LONGEST_ID = 'the-longest'
const START = Date.UTC(2024, 0, 1)
const YEARS_MS = 2.5 * 365 * 24 * 3_600_000
const LINES_AT_ONCE = 500
/** A small JPEG's. */
const THUMBNAIL_BYTES = 4_000

export function makeLibrary({ folder, lines, conversations, seed, onProgress }: MakeOptions): void {
  const random = seededRandom(seed)
  const { database } = openLibrary(folder)
  // Whoever loses it makes it anew.
  database.exec('PRAGMA synchronous = OFF')
  const sql = new Sql(database)
  const lineTable = new LineTable(sql)
  const conversationTable = new ConversationTable(sql)
  const longest = Math.min(LONGEST, Math.floor(lines / 2))
  const others = lines - longest
  let made = 0
  for (let number = 0; number < conversations; number += 1) {
    const isLongest = number === Math.floor(conversations / 2)
    const startedAt = START + Math.floor((number / conversations) * YEARS_MS)
    const id = isLongest ? LONGEST_ID : new Date(startedAt).toISOString().replaceAll(/[:.]/g, '-')
    const wanted = Math.ceil(others / (conversations - 1))
    const count = isLongest ? longest : Math.min(wanted, lines - made)
    sql.inTransaction(() => {
      conversationTable.note({ id, startedAt, endedAt: startedAt + count * 4_000, model: 'live' })
      addHappenings(sql, conversationTable.keyOf(id, startedAt), startedAt, random)
    })
    const language = languageBy(random)
    for (let from = 0; from < count; from += LINES_AT_ONCE) {
      const length = Math.min(LINES_AT_ONCE, count - from)
      lineTable.keep(
        Array.from({ length }, (_, at) => lineOf(id, from + at, startedAt, language, random)),
      )
      made += length
      onProgress(made)
    }
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

function lineOf(
  conversationId: string,
  position: number,
  conversationStart: number,
  language: Language,
  random: () => number,
): TranscriptLine {
  const isUser = position % 2 === 0
  // Some say a sentence in English in between.
  const spoken = random() < 0.1 ? 'english' : language
  const words = isUser ? 3 + Math.floor(random() * 12) : 8 + Math.floor(random() * 30)
  const startedAt = conversationStart + position * 4_000
  return {
    id: `${conversationId}:${position}`,
    conversationId,
    position,
    speaker: isUser ? 'user' : 'assistant',
    channel: 'voice',
    text: sentence(random, spoken, words),
    startedAt,
    endedAt: startedAt + 3_000,
    interrupted: random() < 0.05,
  }
}

/** Pictures in one conversation of five, a mark in one of ten. */
function addHappenings(sql: Sql, key: number, startedAt: number, random: () => number): void {
  if (random() < 0.2) {
    for (let frame = 0; frame < 3; frame += 1) {
      addFrame(sql, key, {
        at: startedAt + frame * 10_000,
        sourceKind: random() < 0.7 ? 'window' : 'screen',
        sourceName: 'Editor',
        width: 1_280,
        height: 800,
        thumbnail: Uint8Array.from({ length: THUMBNAIL_BYTES }, () => random() * 256),
        file: null,
      })
    }
  }
  if (random() < 0.1) addMark(sql, key, startedAt + 5_000, '')
}
