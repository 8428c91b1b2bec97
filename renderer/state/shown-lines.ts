import { useMemo } from 'react'
import type { TranscriptLine } from '@contract/transcript'
import { PLACES_PER_TURN, SHOWN_LINES } from '@contract/transcript-bounds'
import { useMirror } from './app-store'

/** The newest lines of a conversation, and whether the library has older ones. */
export interface ShownLines {
  readonly lines: readonly TranscriptLine[]
  readonly hasOlder: boolean
}

/** Those of the conversation that is on, or was on last. What is not kept is shown whole. */
export function useShownLines(): ShownLines {
  const lines = useMirror((mirror) => mirror.lines)
  const shown = useMirror((mirror) => mirror.app?.conversationId ?? null)
  const isKept = useMirror((mirror) => mirror.app?.isConversationKept ?? false)
  return useMemo(() => {
    const ofOne = lines.filter(({ conversationId }) => conversationId === shown)
    const newest = isKept ? ofOne.slice(-SHOWN_LINES) : ofOne
    const [first] = newest
    return { lines: newest, hasOlder: isKept && !!first && first.position >= PLACES_PER_TURN }
  }, [lines, shown, isKept])
}
