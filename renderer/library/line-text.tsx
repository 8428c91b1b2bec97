import type { MouseEvent, ReactNode } from 'react'
import type { LibraryLine, TextRange } from '@contract/library'
import { words } from '../i18n/words'
import { nothingIsMarked } from './marked-by-user'
import { MarkedText } from './marked-text'
import type { HeardLine } from './playback/heard-line'
import { HeardText } from './playback/heard-text'
import { placeAtPoint } from './playback/place-in-text'
import { spokenWords, wordAtPlace } from './playback/spoken-words'

interface LineTextProps {
  readonly line: LibraryLine
  readonly found: readonly TextRange[]
  readonly heard: HeardLine | null
}

/** What was said, to be read, and heard where that is possible: a click on a word plays it. */
export function LineText({ line, found, heard }: LineTextProps): ReactNode {
  const { text, interrupted } = line
  if (text === '') {
    const { interruptedUnheard, wordless } = words.transcript
    return <p className="line-none">{interrupted ? interruptedUnheard : wordless}</p>
  }
  if (heard === null) {
    return (
      <p className="line-text" dir="auto" lang={line.language}>
        <MarkedText text={text} found={found} />
      </p>
    )
  }
  const hear = ({ currentTarget, clientX, clientY }: MouseEvent): void => {
    if (!nothingIsMarked()) return
    const place = placeAtPoint(currentTarget, clientX, clientY)
    const word = place === null ? null : wordAtPlace(spokenWords(text, heard.span), place)
    if (word !== null) heard.onHear(word.from)
  }
  // By the keyboard a line is played with its button.
  return (
    <p
      className="line-text line-hearable"
      lang={line.language}
      dir="auto"
      title={words.playback.playWord}
      onClick={hear}
    >
      {heard.isCurrent ? (
        <HeardText text={text} found={found} {...heard} />
      ) : (
        <MarkedText text={text} found={found} />
      )}
    </p>
  )
}
