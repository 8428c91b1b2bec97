import type { TranscriptLine } from '@contract/transcript'

/** In conversations of a hundred lines each. */
const LINES_EACH = 100
const START = Date.UTC(2026, 0, 5, 9)

export const conversationOf = (number: number): string =>
  `talk-${String(Math.floor(number / LINES_EACH)).padStart(6, '0')}`

/** The line with this number. `endedAfter`: ms after the first line's start; `null`: it may grow. */
export function numberedLine(
  number: number,
  text: string,
  endedAfter: number | null,
): TranscriptLine {
  const conversationId = conversationOf(number)
  const position = number % LINES_EACH
  return {
    id: `${conversationId}:${position}`,
    conversationId,
    position,
    speaker: number % 2 === 0 ? 'user' : 'assistant',
    channel: 'voice',
    text: `Line ${number}: ${text}`,
    startedAt: START + number * 10,
    endedAt: endedAfter === null ? null : START + endedAfter * 10,
    interrupted: false,
  }
}
