import { useCallback, useEffect, useReducer, useRef, useState, type ReactNode } from 'react'
import type { AppError, Result } from '@contract/errors'
import type { ConversationDetail, FrameNote } from '@contract/library'
import { FrameDialog } from './frame-dialog'
import { useLibrary } from './library-context'
import type { Opened } from './library-state'
import { LibraryTrouble } from './library-trouble'
import { newestOnly } from './newest-only'
import { itemAt, type ItemRange } from './paged-items'
import type { HeardLine } from './playback/heard-line'
import { PlayedTimeline } from './playback/played-timeline'
import { PlayerBar } from './playback/player-bar'
import { usePlayback } from './playback/use-playback'
import { positionAfter } from './review-position'
import { ReviewLines } from './review-lines'
import type { ReviewSource } from './review-source'
import { useReader } from './use-reader'
import type { ListHandle } from './virtual-list'

interface ReviewPanelProps {
  readonly detail: ConversationDetail
  readonly source: ReviewSource
  readonly opened: Opened
  readonly isOn: boolean
  readonly onEdit: (position: number, text: string | null) => void
  readonly onFailure: (error: AppError) => void
}

/** For the place of a time. */
interface Ask {
  readonly at: number
  readonly onAnswer: (answer: Result<number>) => void
}

/** A line that was looked for, where it stands among the lines, and when it was noted. */
interface FoundLine {
  readonly index: number
  readonly at: number
}

/** The timeline, the lines and what is played, each of which follows the others. */
export function ReviewPanel(props: ReviewPanelProps): ReactNode {
  const { detail, source, opened, isOn, onFailure } = props
  const { startedAt, id } = detail.summary
  const api = useLibrary()
  const { paged, error } = useReader(source.lines)
  const [position, dispatch] = useReducer(positionAfter, { leader: 'lines', at: startedAt })
  const [reached, setReached] = useState(0)
  const [frame, setFrame] = useState<FrameNote | null>(null)
  const list = useRef<ListHandle>(null)
  const active = Math.max(0, Math.min(reached, (paged.total ?? 1) - 1))

  const playback = usePlayback({ detail, readLines: source.readLines, isOn, onFailure })
  const { player, spans, line: heardLine, isHeard, hasBegun } = playback
  /** The user has scrolled away from what is heard. */
  const [isAway, setAway] = useState(false)
  const comeBack = useCallback(() => setAway(false), [])
  const follows = isHeard && !isAway
  useEffect(() => {
    if (follows && heardLine !== null) list.current?.show(heardLine, 'nearest', false)
  }, [follows, heardLine])

  const lead = useCallback(
    (answer: Result<number>, align: 'start' | 'center', withFocus: boolean): void => {
      if (!answer.ok) {
        onFailure(answer.error)
        return
      }
      setReached(answer.value)
      list.current?.show(answer.value, align, withFocus)
    },
    [onFailure],
  )
  // A slider that is dragged asks faster than main answers.
  const [follow] = useState(() =>
    newestOnly(async ({ at, onAnswer }: Ask) => onAnswer(await api.placeOfTime({ id, at }))),
  )
  const choose = (at: number): void => {
    dispatch({ kind: 'timeChosen', at })
    player.note({ kind: 'sought', at, plays: false })
    comeBack()
    follow({ at: Math.round(at), onAnswer: (answer) => lead(answer, 'start', false) })
  }
  const hear = (at: number): void => {
    player.note({ kind: 'sought', at, plays: true })
    comeBack()
  }
  const heardOf = (index: number): HeardLine | null => {
    const span = spans[index]
    if (!playback.canPlay || span?.hasVoice !== true) return null
    return { player, span, isCurrent: index === heardLine, follows, onHear: hear }
  }

  // The line that was found is led to once its place and the lines are there, and is heard first.
  const ledTo = useRef(0)
  const [found, setFound] = useState<FoundLine | null>(null)
  const { line, turn } = opened
  const isThere = paged.total !== null
  useEffect(() => {
    if (line === null || !isThere || ledTo.current === turn) return
    ledTo.current = turn
    const { position: place, startedAt: at } = line
    dispatch({ kind: 'timeChosen', at })
    comeBack()
    void api.placeOfLine({ id, position: place }).then((answer) => {
      if (answer.ok) {
        setFound({ index: answer.value, at })
        player.note({ kind: 'sought', at: spans[answer.value]?.from ?? at, plays: false })
      }
      lead(answer, 'center', true)
    })
  }, [api, id, line, turn, isThere, lead, player, spans, comeBack])
  // Its first words came later than they were said.
  const saidAt = found?.at === position.at ? (spans[found.index]?.from ?? position.at) : position.at

  const reading = useRef(0)
  const noteRead = useCallback((): void => {
    const read = itemAt(paged, reading.current)
    if (read !== null) dispatch({ kind: 'lineRead', at: read.startedAt })
  }, [paged])
  // The line may have come into sight before it was read.
  useEffect(noteRead, [noteRead])
  const onRange = (range: ItemRange, readingNow: number): void => {
    source.lines.look(range)
    reading.current = readingNow
    noteRead()
  }

  return (
    <>
      <PlayedTimeline
        player={player}
        detail={detail}
        at={position.at}
        onChoose={choose}
        onOpenFrame={setFrame}
      />
      <PlayerBar
        {...playback}
        marks={detail.marks}
        at={saidAt}
        isAway={isAway}
        onPlay={comeBack}
        onFollow={comeBack}
        onChoose={choose}
      />
      {error && <LibraryTrouble error={error} onRetry={() => source.lines.refresh()} />}
      <ReviewLines
        detail={detail}
        lines={paged}
        active={active}
        shown={line}
        heardOf={heardOf}
        handle={list}
        onMove={setReached}
        onRange={onRange}
        onUserScroll={() => {
          dispatch({ kind: 'linesTaken' })
          if (hasBegun) setAway(true)
        }}
        onEdit={props.onEdit}
      />
      {frame && (
        <FrameDialog
          detail={detail}
          frame={frame}
          onShow={setFrame}
          onClose={() => setFrame(null)}
          onReadOn={() => {
            setFrame(null)
            choose(frame.at)
          }}
        />
      )}
    </>
  )
}
