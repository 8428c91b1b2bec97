/** Characters that mean something to programs and nothing to readers. Pure. */

/** Controls; halves of pairs, which UTF-8 cannot hold; numbers that are no characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu

/** A text of whole lines: line ends are line feeds, and what cannot be shown is left out. */
export const readable = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(UNPRINTABLE, (character) =>
      character === '\n' || character === '\t' ? character : '',
    )

/** On one line, with single spaces. */
export const onOneLine = (text: string): string => readable(text).replaceAll(/\s+/g, ' ').trim()

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader takes for single characters. */
export const charactersOf = (text: string): string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment)

/** At most so many characters, with an ellipsis in the place of what is left out. */
export function shortened(text: string, characters: number): string {
  // A whole line may be long, and of its beginning so much is enough.
  const all = charactersOf(text.slice(0, characters * 20))
  const isShort = all.length <= characters && text.length <= characters * 20
  return isShort
    ? text
    : `${all
        .slice(0, characters - 1)
        .join('')
        .trimEnd()}…`
}
