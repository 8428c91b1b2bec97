import type { TranscriptLine } from '@contract/transcript'
import { noteContinued, readSession, type KeptSession } from './kept-session'
import type { Occasion } from './occasion'
import type { OpenParts } from './open-parts'

/** What whoever goes on with a conversation sees and knows of it, in lines. */
const THREAD_LINES = 500

/** A conversation to go on with, and its last session. */
export interface KeptThread extends Occasion, KeptSession {
  readonly lines: readonly TranscriptLine[]
}

/** Notes that a conversation is gone on with, and tells the last of it; `null` where there is none. */
export function goOnWith(parts: OpenParts, id: string, now: number): KeptThread | null {
  const { conversations, lines, sql } = parts
  const [heading] = conversations.headings([id])
  const key = conversations.findKey(id)
  if (heading === undefined || key === null) return null
  noteContinued(sql, key, now)
  const { startedAt } = heading
  return { id, startedAt, lines: lines.last(id, THREAD_LINES), ...readSession(sql, key) }
}
