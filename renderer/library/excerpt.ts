/** What of a line that was found is shown in a list. Pure. */
import type { TextRange } from '@contract/library'

/** Characters (UTF-16 units) before the first found word that are shown of a long line. */
const BEFORE = 60
/** Characters that fill three rows of a wide list. */
const LONGEST = 280

export interface Excerpt {
  readonly text: string
  readonly found: readonly TextRange[]
}

/** The words around the first that was found, cut at words where there are any. */
export function excerptOf(text: string, found: readonly TextRange[]): Excerpt {
  if (text.length <= LONGEST) return { text, found }
  const first = found[0]?.start ?? 0
  const begin = first <= BEFORE ? 0 : afterSpace(text, first - BEFORE, first)
  const end = Math.min(text.length, begin + LONGEST)
  const before = begin === 0 ? '' : '… '
  const after = end === text.length ? '' : '…'
  const shift = before.length - begin
  return {
    text: `${before}${text.slice(begin, whole(text, end))}${after}`,
    found: found
      .filter((range) => range.end <= whole(text, end))
      .map((range) => ({ start: range.start + shift, end: range.end + shift })),
  }
}

function afterSpace(text: string, from: number, before: number): number {
  const space = text.slice(from, before).search(/\s/)
  return whole(text, space < 0 ? from : from + space + 1)
}

/** The same place, or one before it where it would part a character of two units. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

/** The ranges as they lie in a part of their text, cut at its ends. */
export const rangesWithin = (
  ranges: readonly TextRange[],
  start: number,
  end: number,
): readonly TextRange[] =>
  ranges
    .filter((range) => range.end > start && range.start < end)
    .map((range) => ({
      start: Math.max(range.start, start) - start,
      end: Math.min(range.end, end) - start,
    }))

/** A piece of a text, found or not. */
export interface Piece {
  readonly text: string
  readonly isFound: boolean
}

/** The text in pieces, in order. Ranges that lie outside of it, or before another, are passed over. */
export function piecesOf(text: string, found: readonly TextRange[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of found) {
    if (start < at || end > text.length || end <= start) continue
    if (start > at) pieces.push({ text: text.slice(at, start), isFound: false })
    pieces.push({ text: text.slice(start, end), isFound: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isFound: false })
  return pieces
}
