/** Where in a line the words are that were looked for. Pure. */
import type { TextRange } from '@contract/library'
import { fold } from './fold'
import { isInSpacedWord, patternOf, readQuery, type SearchTerm } from './search-terms'

/** A text as it is compared, and where each of its units came from. */
interface Folded {
  readonly text: string
  /** Place in the original of each unit of `text`, and of its end. */
  readonly origins: readonly number[]
}

/** Ranges to be shown as found, in order, none within another. */
export function highlights(text: string, query: string): TextRange[] {
  const folded = foldWithOrigins(text)
  return merged(readQuery(query).flatMap((term) => rangesOf(folded, term)))
}

/** Voiced half-width kana and composed Hangul are several characters, and one letter. */
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * Stretches of ASCII, of which each character is a letter and folds to one, and what is between them,
 * with the character before that it may be a mark on.
 */
const STRETCHES = /([ -~]+)(?=[ -~]|$)|[ -~]?[^ -~]+/g

/** Each unit is a letter of its own, unless folding says otherwise. */
const SINGLE_LETTERS = /^[\p{L}\p{N}\p{P}\p{Zs}$+<=>^`|~]*$/u

function foldWithOrigins(text: string): Folded {
  const whole = fold(text)
  const isPlain = whole.length === text.length && whole === text.toLowerCase()
  if (isPlain && SINGLE_LETTERS.test(text)) {
    return { text: whole, origins: Array.from({ length: text.length + 1 }, (_, unit) => unit) }
  }
  const origins: number[] = []
  let folded = ''
  for (const { 0: stretch, 1: ascii, index } of text.matchAll(STRETCHES)) {
    if (ascii === undefined) folded += foldLetters(stretch, index, origins)
    else {
      for (let unit = 0; unit < ascii.length; unit += 1) origins.push(index + unit)
      folded += ascii.toLowerCase()
    }
  }
  return { text: folded, origins: [...origins, text.length] }
}

/** Adds to `origins` where the units of what it returns came from; the stretch begins at `from`. */
function foldLetters(stretch: string, from: number, origins: number[]): string {
  let folded = ''
  for (const { segment, index } of letters.segment(stretch)) {
    const same = fold(segment)
    for (let unit = 0; unit < same.length; unit += 1) origins.push(from + index)
    folded += same
  }
  return folded
}

function rangesOf({ text, origins }: Folded, term: SearchTerm): TextRange[] {
  if (term.text === '') return []
  return [...text.matchAll(patternOf(term))].flatMap(({ 0: { length }, index }) => {
    const end = index + length
    const isFound =
      term.kind === 'run' || (!joins(text, index) && (term.kind === 'prefix' || !joins(text, end)))
    return isFound ? [{ start: origins[index] ?? 0, end: endOf(origins, end) }] : []
  })
}

/** Whether a word goes on across this place. */
function joins(text: string, at: number): boolean {
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? ''
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20)
  return isInSpacedWord(before) && isInSpacedWord(after)
}

/** Where the letter ends that the last unit belongs to: half a letter cannot be shown as found. */
function endOf(origins: readonly number[], end: number): number {
  const last = origins[end - 1] ?? 0
  return origins.find((origin, at) => at >= end && origin > last) ?? origins.at(-1) ?? 0
}

function merged(ranges: readonly TextRange[]): TextRange[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  return sorted.reduce<TextRange[]>((all, range) => {
    const last = all.at(-1)
    if (last === undefined || range.start > last.end) return [...all, range]
    return [...all.slice(0, -1), { start: last.start, end: Math.max(last.end, range.end) }]
  }, [])
}
