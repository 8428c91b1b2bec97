/**
 * What is put into the full-text index for a text, and what is asked of it for a query. Pure.
 *
 * Words are found by their beginnings. Scripts that are written without spaces, and Hangul, whose words
 * carry their endings, are found by pairs of neighbours: `東京都` is kept as `東京 京都 都`.
 */

import { fold } from './fold'

/**
 * Marks that prolong or repeat the character before them belong to its run. Pictographs stand next to
 * words and to each other without a space too.
 */
const UNSPACED =
  /[\p{So}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu

/** What the index takes for a part of a word; `TOKENIZER` says the same to SQLite. */
const IN_WORD = '\\p{L}\\p{N}\\p{M}\\p{Co}\\p{So}'
const WORD_CHARACTER = new RegExp(`[${IN_WORD}]`, 'u')

/** Whether it belongs to a word that spaces divide from others. */
export const isInSpacedWord = (character: string): boolean =>
  WORD_CHARACTER.test(character) && character.search(UNSPACED) < 0

/** Where the words of a term stand in order, whatever divides them: the index keeps words alone. */
export function patternOf({ text }: SearchTerm): RegExp {
  const words = text.match(new RegExp(`[${IN_WORD}]+`, 'gu')) ?? []
  return new RegExp(words.join(`[^${IN_WORD}]+`), 'gu')
}

/**
 * Marks count as parts of words, or Hindi would fall apart at its vowel signs; so do pictographs, that
 * they can be looked for.
 */
export const TOKENIZER = `unicode61 remove_diacritics 0 categories 'L* N* M* Co So'`

/** A piece of a text: a run of one unspaced script, or what stands between two. */
interface Piece {
  readonly text: string
  readonly isUnspaced: boolean
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: run, index } of text.matchAll(UNSPACED)) {
    pieces.push({ text: text.slice(from, index), isUnspaced: false })
    pieces.push({ text: run, isUnspaced: true })
    from = index + run.length
  }
  pieces.push({ text: text.slice(from), isUnspaced: false })
  return pieces.filter(({ text }) => WORD_CHARACTER.test(text))
}

/** Two neighbours each; characters are code points. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}

/** What the index keeps for a text. */
export function indexedText(text: string): string {
  return piecesOf(fold(text))
    .map(({ text, isUnspaced }) =>
      isUnspaced ? [...pairsOf(text), Array.from(text).at(-1) ?? ''].join(' ') : text.trim(),
    )
    .join(' ')
}

/** A thing that a line must have to be found. */
export interface SearchTerm {
  readonly text: string
  /** `prefix`: a word that begins so; `phrase`: these words in this order; `run`: these characters. */
  readonly kind: 'prefix' | 'phrase' | 'run'
}

/**
 * What a person asks for: words in any order, "words in this order". An open quote reaches to the end, or
 * to a NUL: the driver would end the whole question there.
 */
export function readQuery(query: string): SearchTerm[] {
  return [...fold(query).matchAll(/"([^"\0]*)"?|[^\s"\0]+/gu)].flatMap(({ 0: word, 1: phrase }) =>
    piecesOf(phrase ?? word).map(({ text, isUnspaced }): SearchTerm => {
      if (isUnspaced) return { kind: 'run', text }
      return { kind: phrase === undefined ? 'prefix' : 'phrase', text: text.trim() }
    }),
  )
}

/** The terms as SQLite's FTS5 is asked for them; `null` when there is nothing to look for. */
export function matchExpression(terms: readonly SearchTerm[]): string | null {
  return terms.length === 0 ? null : terms.map(expressionOf).join(' AND ')
}

function expressionOf({ kind, text }: SearchTerm): string {
  if (kind === 'phrase') return quoted(text)
  if (kind === 'prefix') return `${quoted(text)} *`
  const pairs = pairsOf(text)
  return pairs.length === 0 ? `${quoted(text)} *` : quoted(pairs.join(' '))
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
