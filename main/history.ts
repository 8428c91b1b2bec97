import type { TranscriptLine } from '@contract/transcript'
import type { HistoryTurn } from './live/live-sender'

/** How much of the conversation a session that cannot be resumed is told, in lines. */
const HISTORY_LINES = 40

/**
 * The last lines of a conversation, as turns for a session that starts anew. `waiting`: what the user
 * typed and is still to be sent, which would otherwise be told twice.
 */
export const historyOf = (
  lines: readonly TranscriptLine[],
  waiting: readonly string[] = [],
): readonly HistoryTurn[] =>
  without(waiting, lines)
    .filter(({ text }) => text.trim() !== '')
    .slice(-HISTORY_LINES)
    .map(({ speaker, text }) => ({ role: speaker === 'user' ? 'user' : 'model', text }))

/** Of equal lines, the newest are those that wait. */
function without(
  waiting: readonly string[],
  lines: readonly TranscriptLine[],
): readonly TranscriptLine[] {
  const left = waiting.map((text) => text.trim())
  const newestFirst = lines.toReversed().filter(({ speaker, text }) => {
    const place = speaker === 'user' ? left.indexOf(text.trim()) : -1
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  return newestFirst.toReversed()
}
