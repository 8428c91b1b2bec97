import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '@contract/errors'
import type { ConversationDetail, LibraryLine } from '@contract/library'
import { useMirror } from '../../state/app-store'
import { readRange, type ReadPortion } from '../paged-reader'
import { ConversationPlayer } from './conversation-player'
import { placeOf } from './playback'
import { silencesOf } from './silences'
import { lineAt, spokenSpans, type SpokenSpan } from './spoken-spans'
import { stretchesOf } from './stretches'

/** As many as one request takes (`readLinesSchema`). */
const LINES_AT_ONCE = 500
const UNKNOWN: readonly SpokenSpan[] = []

interface PlaybackOptions {
  readonly detail: ConversationDetail
  readonly readLines: ReadPortion<LibraryLine>
  /** A conversation is on: its microphone would hear this one. */
  readonly isOn: boolean
  readonly onFailure: (error: AppError) => void
}

/** When each line was heard, once that can be known; nothing is read where there is no sound. */
function useSpokenSpans(options: PlaybackOptions, isWanted: boolean): readonly SpokenSpan[] {
  const { detail, readLines, onFailure } = options
  const { lines, endedAt } = detail.summary
  const [spans, setSpans] = useState(UNKNOWN)
  useEffect(() => {
    if (!isWanted || lines === 0) return
    let isCurrent = true
    const all = { first: 0, last: lines - 1 }
    void readRange(readLines, all, LINES_AT_ONCE).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setSpans(spokenSpans(answer.value))
      else onFailure(answer.error)
    })
    return () => {
      isCurrent = false
    }
    // Lines that were added end later.
  }, [isWanted, lines, endedAt, readLines, onFailure])
  return spans
}

/** Plays a conversation as far as it was recorded, and follows it by its lines. */
export function usePlayback(options: PlaybackOptions) {
  const { detail, isOn } = options
  const { recordings, summary } = detail
  const stretches = useMemo(
    () => stretchesOf(recordings, summary.endedAt),
    [recordings, summary.endedAt],
  )
  const [player] = useState(() => new ConversationPlayer(stretches))
  const choice = useMirror(({ app }) => app?.settings.speaker ?? null)
  const isRecorded = stretches.length > 0
  const canPlay = isRecorded && !isOn
  const spans = useSpokenSpans(options, canPlay)

  useEffect(() => () => player.close(), [player])
  useEffect(() => player.setChoice(choice), [player, choice])
  useEffect(() => player.note({ kind: 'recordingsRead', stretches }), [player, stretches])
  useEffect(() => player.note({ kind: 'linesRead', silences: silencesOf(spans) }), [player, spans])
  useEffect(() => {
    if (isOn) player.note({ kind: 'pause' })
  }, [player, isOn])

  const findLine = useCallback(
    (at: number | null) => (at === null ? null : lineAt(spans, at)),
    [spans],
  )
  return {
    player,
    isRecorded,
    canPlay,
    /** Of the lines in their order; fewer than there are until all are read. */
    spans,
    /** The index of the line that is heard, or was last. */
    line: useStore(player.store, ({ at }) => findLine(at)),
    isHeard: useStore(player.store, (playback) => placeOf(playback) !== null),
    hasBegun: useStore(player.store, ({ at }) => at !== null),
  }
}
