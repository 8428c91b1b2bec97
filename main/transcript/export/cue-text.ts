/** Breaking what was said into the rows of subtitles, in any script. Pure. */
import { charactersOf, onOneLine } from './plain-characters'

/** Columns of a row, of which wide characters take two; what most houses of subtitling allow. */
const ROW_COLUMNS = 42
/** Rows of one subtitle. */
const ROWS = 2

/** Two columns wide: Unicode's East Asian wide and full-width forms, as far as text has them. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u
/** Written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Marks that lie over other characters, and what cannot be seen. */
const NO_WIDTH = /^[\p{M}\p{Cf}]+$/u
/** Stand before what they belong to; other punctuation stands behind it. */
const OPENING = /^[\p{Ps}\p{Pi}]+$/u

const words = new Intl.Segmenter('en', { granularity: 'word' })
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

export function columnsOf(text: string): number {
  return charactersOf(text).reduce((sum, character) => {
    if (NO_WIDTH.test(character)) return sum
    return sum + (WIDE.test(character) ? 2 : 1)
  }, 0)
}

/** A piece of text that is not broken. */
interface Piece {
  readonly text: string
  readonly columns: number
  /** Whether a space stands before it. */
  readonly isSpaced: boolean
}
type Row = readonly Piece[]

/** The text in subtitles, each of one or two rows; none where there is nothing to read. */
export function subtitlesOf(text: string): string[][] {
  const subtitles: Row[][] = []
  let current: Piece[] = []
  for (const sentence of sentencesOf(onOneLine(text)).map(piecesOf)) {
    if (current.length > 0 && rowsOf([...current, ...sentence]).length > ROWS) {
      subtitles.push(rowsOf(current))
      current = []
    }
    const rows = rowsOf([...current, ...sentence])
    while (rows.length > ROWS) subtitles.push(rows.splice(0, ROWS))
    // What is left of a long sentence may share its subtitle with the next.
    current = rows.flat()
  }
  if (current.length > 0) subtitles.push(rowsOf(current))
  return subtitles.map((rows) => rows.map(textOf))
}

/** Each with the space before it. */
function sentencesOf(line: string): string[] {
  const found: string[] = []
  let before = ''
  for (const { segment } of sentences.segment(line)) {
    const sentence = before + segment
    // The rules of Unicode leave there what opens the next one.
    before = / ?[\p{Ps}\p{Pi}]*$/u.exec(sentence)?.[0] ?? ''
    found.push(sentence.slice(0, sentence.length - before.length))
  }
  return [...found, before]
}

const textOf = (row: Row): string =>
  row.map(({ text, isSpaced }, at) => (isSpaced && at > 0 ? ` ${text}` : text)).join('')

function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows: Piece[][] = []
  let columns = Infinity
  for (const piece of pieces) {
    columns += piece.columns + (piece.isSpaced ? 1 : 0)
    if (columns > ROW_COLUMNS) {
      rows.push([])
      columns = piece.columns
    }
    rows.at(-1)?.push(piece)
  }
  return rows
}

/** Of a text with single spaces. */
const piecesOf = (text: string): Piece[] =>
  Array.from(text.matchAll(/( ?)([^ ]+)/g)).flatMap(([, space = '', word = '']) =>
    (UNSPACED.test(word) ? unspacedPieces(word) : [word]).flatMap(cutToRow).map((piece, at) => ({
      text: piece,
      columns: columnsOf(piece),
      isSpaced: at === 0 && space !== '',
    })),
  )

/** Words of a text without spaces, each with its punctuation. */
function unspacedPieces(text: string): string[] {
  const pieces: string[] = []
  let isOpen = false
  for (const { segment, isWordLike } of words.segment(text)) {
    const isOpening = OPENING.test(segment)
    const belongsToLast = isOpen || (isWordLike !== true && !isOpening)
    const last = pieces.pop()
    if (last === undefined) pieces.push(segment)
    else if (belongsToLast) pieces.push(last + segment)
    else pieces.push(last, segment)
    isOpen = isOpening
  }
  return pieces
}

/** What is longer than a row by itself, such as an address, is cut between characters. */
function cutToRow(piece: string): string[] {
  if (columnsOf(piece) <= ROW_COLUMNS) return [piece]
  const parts: string[] = []
  let part = ''
  let columns = 0
  for (const character of charactersOf(piece)) {
    const width = columnsOf(character)
    if (columns + width > ROW_COLUMNS) {
      parts.push(part)
      part = ''
      columns = 0
    }
    part += character
    columns += width
  }
  return [...parts, part]
}
