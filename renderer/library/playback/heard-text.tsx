import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { TextRange } from '@contract/library'
import { rangesWithin } from '../excerpt'
import { MarkedText } from '../marked-text'
import type { ConversationPlayer } from './conversation-player'
import type { SpokenSpan } from './spoken-spans'
import { spokenWords, wordAt } from './spoken-words'

interface HeardTextProps {
  readonly text: string
  readonly found: readonly TextRange[]
  readonly span: SpokenSpan
  readonly player: ConversationPlayer
  /** The word is to stay in sight. */
  readonly follows: boolean
}

/** The text of the line that is heard, its word marked. */
export function HeardText({ text, found, span, player, follows }: HeardTextProps): ReactNode {
  const spoken = useMemo(() => spokenWords(text, span), [text, span])
  const word = useStore(player.store, ({ at }) => (at === null ? null : wordAt(spoken, at)))
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (follows && word !== null) mark.current?.scrollIntoView({ block: 'nearest' })
  }, [follows, word])
  const part = (start: number, end: number): ReactNode => (
    <MarkedText text={text.slice(start, end)} found={rangesWithin(found, start, end)} />
  )
  if (word === null) return part(0, text.length)
  return (
    <>
      {part(0, word.start)}
      <span ref={mark} className="word-heard" aria-current="true">
        {part(word.start, word.end)}
      </span>
      {part(word.end, text.length)}
    </>
  )
}
