/** Names of files that Windows, macOS and Linux all take. Pure. */
import type { DocumentFacts } from './document-facts'
import type { ConversationHeading } from './exported-conversation'
import { charactersOf } from './plain-characters'

/** Of a title, in bytes of UTF-8: with date, number and ending it stays below the 255 of a file system. */
const TITLE_BYTES = 120

/** Not allowed on Windows, or they divide folders elsewhere. */
const FORBIDDEN = /[<>:"/\\|?*]/g
/**
 * What cannot be seen, among it what turns the direction of the rest of a name round; but for the
 * joiners, which make pictographs and words of Persian.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

/** `2026-01-05 09.30 What is this chart`. A time cannot have its colon. */
export function conversationFileName(heading: ConversationHeading, facts: DocumentFacts): string {
  const start = facts.start(heading).replaceAll(':', '.')
  return `${start} ${safePart(facts.title(heading)) || safePart(facts.words.untitled)}`
}

/** `2026-01-05 to …`: of several in one file, by the days of the first and the last. */
export function collectionFileName(
  headings: readonly ConversationHeading[],
  facts: DocumentFacts,
): string {
  const days = headings.map(({ startedAt }) => facts.clock.date(startedAt)).toSorted()
  const span = [...new Set([days[0] ?? '', days.at(-1) ?? ''])].join(' – ')
  return `${span} ${safePart(facts.words.conversations)} (${headings.length})`.trim()
}

/** A title without what a file's name must not hold; may be empty. */
function safePart(text: string): string {
  let part = ''
  for (const character of charactersOf(plain(text))) {
    if (Buffer.byteLength(part + character) > TITLE_BYTES) break
    part += character
  }
  // Windows takes no point or space at the end, and points at the start hide files elsewhere.
  return part.replace(/^[. ]+/, '').replace(/[. ]+$/, '')
}

/** Composed, as macOS and others keep the same name in two forms. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(FORBIDDEN, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/ {2,}/g, ' ')

/** Numbers the second and further file of a name; letter case does not tell names apart everywhere. */
export class FileNames {
  readonly #taken = new Set<string>()

  take(name: string, extension: string): string {
    for (let number = 1; ; number += 1) {
      const file = number === 1 ? `${name}.${extension}` : `${name} (${number}).${extension}`
      const compared = file.normalize('NFC').toUpperCase().toLowerCase()
      if (this.#taken.has(compared)) continue
      this.#taken.add(compared)
      return file
    }
  }
}
