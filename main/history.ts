import type { TranscriptLine } from '@contract/transcript'
import type { HistoryTurn } from './live/live-sender'

/** How much of the conversation a session that cannot be resumed is told word for word, in lines. */
const HISTORY_LINES = 40

/** How much of what was said before that it is told in short: lines, and characters of each. */
const SUMMARY = { lines: 60, characters: 120 } as const

/**
 * The last lines of a conversation, as turns for a session that starts anew, after what was said before
 * them in short. `waiting`: what the user typed and is still to be sent, which would otherwise be told
 * twice.
 */
export function historyOf(
  lines: readonly TranscriptLine[],
  waiting: readonly string[] = [],
): readonly HistoryTurn[] {
  const said = without(waiting, lines).filter(({ text }) => text.trim() !== '')
  const last = said.slice(-HISTORY_LINES)
  return [...summaryOf(said.slice(0, -HISTORY_LINES)), ...last.map(turnOf)]
}

const turnOf = ({ speaker, text }: TranscriptLine): HistoryTurn => ({
  role: speaker === 'user' ? 'user' : 'model',
  text,
})

/** The beginning of each line: enough to know what it was about, and made without asking anybody. */
function summaryOf(lines: readonly TranscriptLine[]): readonly HistoryTurn[] {
  if (lines.length === 0) return []
  const beginnings = lines
    .slice(-SUMMARY.lines)
    .map(({ speaker, text }) => `${speaker === 'user' ? 'I' : 'You'}: ${shortened(text)}`)
  return [{ role: 'user', text: ['Before that we said, in short:', ...beginnings].join('\n') }]
}

function shortened(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  const characters = Array.from(plain)
  return characters.length <= SUMMARY.characters
    ? plain
    : `${characters.slice(0, SUMMARY.characters).join('')}…`
}

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
