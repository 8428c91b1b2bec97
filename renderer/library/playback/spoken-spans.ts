/**
 * When each line was heard, as far as its times tell. Pure; times in ms since the epoch.
 *
 * A line is noted when its first words come from the service, and ends with its turn. The assistant's
 * words come about with its voice. The user's come up to seconds late, and their line is held open until
 * the answer is over; so it is taken to end where the answer begins, and to begin early enough for its
 * words to be said. Pauses inside of a line are not known at all.
 */
import type { LibraryLine } from '@contract/library'

export interface SpokenSpan {
  readonly from: number
  readonly to: number
  /** Typed lines are heard by nobody. */
  readonly hasVoice: boolean
}

type Line = Pick<LibraryLine, 'speaker' | 'channel' | 'text' | 'original' | 'startedAt' | 'endedAt'>

/** Of one letter in fluent English: 150 words a minute, six letters each with the space. */
const LETTER_MS = 65
/** Slow speech with pauses takes no more than this much of it; what is longer was noted too long. */
const SLOWEST = 2.5
const SLACK_MS = 1_500

const HAN = /\p{Script=Han}/u
const SYLLABLE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** How long a text takes to say, in letters: a syllable's sign stands for two, a word's for three. */
export function lettersOf(text: string): number {
  let letters = 0
  for (const sign of text) letters += HAN.test(sign) ? 3 : SYLLABLE.test(sign) ? 2 : 1
  return letters
}

/** Of all lines of a conversation, in their order; none begins before the one above it. */
export function spokenSpans(lines: readonly Line[]): readonly SpokenSpan[] {
  let earliest = -Infinity
  return lines.map((line, index) => {
    const span = spanOf(line, lines[index + 1], earliest)
    earliest = span.from
    return span
  })
}

function spanOf(line: Line, next: Line | undefined, earliest: number): SpokenSpan {
  const { startedAt } = line
  if (line.channel === 'typed') {
    const from = Math.max(earliest, startedAt)
    return { from, to: from, hasVoice: false }
  }
  const letters = lettersOf(line.original ?? line.text)
  const fluent = letters * LETTER_MS
  const noted = line.endedAt ?? startedAt + fluent
  const isQuestion = line.speaker === 'user'
  const isAnswered = isQuestion && next?.speaker === 'assistant'
  const end = isAnswered ? Math.min(noted, next.startedAt) : noted
  const from = Math.max(earliest, isQuestion ? Math.min(startedAt, end - fluent) : startedAt)
  // Of a line without words nobody knows how long it takes.
  const longest = letters === 0 ? Infinity : startedAt + fluent * SLOWEST + SLACK_MS
  return { from, to: Math.max(from, Math.min(end, longest)), hasVoice: true }
}

/** The line that is heard at this time, or was heard last; `null` before the first. */
export function lineAt(spans: readonly SpokenSpan[], at: number): number | null {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle]?.from ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : low - 1
}
