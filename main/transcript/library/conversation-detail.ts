import type { ConversationDetail } from '@contract/library'
import { eventsOf, framesOf, marksOf, recordingsOf } from './happenings'
import type { OpenParts } from './open-parts'
import { sittingsOf } from './sittings'

/** All of a conversation but its lines; `null` where there is none of this id. */
export function readDetail(
  { conversations, sql }: OpenParts,
  id: string,
): ConversationDetail | null {
  const summary = conversations.read(id)
  const key = conversations.findKey(id)
  if (summary === null || key === null) return null
  return {
    summary,
    sittings: sittingsOf(sql, key, summary),
    frames: framesOf(sql, key),
    marks: marksOf(sql, key),
    events: eventsOf(sql, key),
    recordings: recordingsOf(sql, key),
  }
}
