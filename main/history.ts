import type { TranscriptLine } from '@contract/transcript'
import type { HistoryTurn } from './live/live-sender'

/** How much of the conversation a session that cannot be resumed is told, in lines. */
const HISTORY_LINES = 40

/** The last lines of a conversation, as turns for a session that starts anew. */
export const historyOf = (lines: readonly TranscriptLine[]): readonly HistoryTurn[] =>
  lines
    .filter(({ text }) => text.trim() !== '')
    .slice(-HISTORY_LINES)
    .map(({ speaker, text }) => ({ role: speaker === 'user' ? 'user' : 'model', text }))
