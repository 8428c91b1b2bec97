import { useMemo } from 'react'
import type { TranscriptLine } from '@contract/transcript'
import { useMirror } from './app-store'

/** The lines of the conversation that is on, or was on last; the others are in the library. */
export function useShownLines(): readonly TranscriptLine[] {
  const lines = useMirror((mirror) => mirror.lines)
  const shown = useMirror((mirror) => mirror.app?.conversationId ?? null)
  return useMemo(
    () => lines.filter(({ conversationId }) => conversationId === shown),
    [lines, shown],
  )
}
