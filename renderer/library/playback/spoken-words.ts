/**
 * When each word of a line was heard. Pure. Words have no times of their own: those of their line are
 * shared out by their letters. So they are right where somebody speaks evenly, and off by as much as
 * there are pauses. An answer that was cut short has only the words that were heard; of a line that was
 * edited the words are placed as if they had been said.
 */
import type { TextRange } from '@contract/library'
import { lettersOf, type SpokenSpan } from './spoken-spans'

/** `start` and `end` in the text, in UTF-16 units; `from` and `to` in ms since the epoch. */
export interface SpokenWord extends TextRange {
  readonly from: number
  readonly to: number
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a text in their order; each lasts until the next one begins. */
export function spokenWords(text: string, { from, to }: SpokenSpan): readonly SpokenWord[] {
  const all = lettersOf(text)
  const timeAfter = (letters: number): number => from + ((to - from) * letters) / all
  const words: SpokenWord[] = []
  let passed = 0
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) {
      const begun = timeAfter(passed)
      const last = words.at(-1)
      if (last) words.splice(-1, 1, { ...last, to: begun })
      words.push({ start: index, end: index + segment.length, from: begun, to })
    }
    passed += lettersOf(segment)
  }
  return words
}

/** The word that is heard at this time. */
export const wordAt = (words: readonly SpokenWord[], at: number): SpokenWord | null =>
  words.find(({ from, to }) => from <= at && at < to) ?? null

/** The word at this place in the text, or the one before it. */
export const wordAtPlace = (words: readonly SpokenWord[], place: number): SpokenWord | null =>
  words.findLast(({ start }) => start <= place) ?? words[0] ?? null
