import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { ConversationDetail, FrameNote, Mark } from '@contract/library'
import { formatDay, formatTime } from '../components/format'
import { words } from '../i18n/words'
import { formatClock } from './day'
import { FlagIcon } from './library-icons'
import { rowAfterKey } from './list-keys'
import { Picture } from './picture'
import { inPlaces, lengthOf, passedBy, placeIn, timeAfter, type Course } from './timeline-layout'
import { useWidth } from './use-width'

/** In px, of a thumbnail with its margin. */
const PLACE_WIDTH = 76
/** How finely a time can be chosen, in ms. */
const STEP_MS = 1_000

export interface TimelineProps {
  readonly detail: ConversationDetail
  /** Where the review stands, in milliseconds since the epoch. */
  readonly at: number
  readonly onChoose: (at: number) => void
  readonly onOpenFrame: (frame: FrameNote) => void
}

const percent = (part: number): string => `${part * 100}%`

/** In a row of buttons Tab stops once; the arrows lead on. */
function useRow(count: number) {
  const row = useRef<HTMLUListElement>(null)
  const [reached, setReached] = useState(0)
  const active = Math.max(0, Math.min(reached, count - 1))
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = event.key.replace('Right', 'Down').replace('Left', 'Up')
    const next = rowAfterKey(key, active, count, 1)
    if (next === null) return
    event.preventDefault()
    setReached(next)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return { row, active, onKeyDown }
}

function Pictures(props: {
  readonly frames: readonly FrameNote[]
  readonly course: Course
  readonly at: number
  readonly onOpen: (frame: FrameNote) => void
}): ReactNode {
  const { frames, course, at, onOpen } = props
  const strip = useRef<HTMLDivElement>(null)
  const places = Math.max(1, Math.floor(useWidth(strip) / PLACE_WIDTH))
  const shown = inPlaces(frames, course, places)
  const current = shown.findLast(({ thing }) => thing.at <= at)
  const { row, active, onKeyDown } = useRow(shown.length)
  return (
    <div ref={strip} className="timeline-pictures">
      <ul ref={row} aria-label={words.timeline.pictures} onKeyDown={onKeyDown}>
        {shown.map(({ thing: frame, place }, index) => {
          const label = words.timeline.picture(formatTime(frame.at), frame.sourceName)
          return (
            <li key={frame.key} style={{ insetInlineStart: percent(place / places) }}>
              <button
                type="button"
                title={label}
                aria-label={label}
                aria-current={frame === current?.thing}
                tabIndex={index === active ? 0 : -1}
                onClick={() => onOpen(frame)}
              >
                <Picture picture={frame.key} size="thumbnail" alt="" />
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Marks(props: {
  readonly marks: readonly Mark[]
  readonly course: Course
  readonly onChoose: (at: number) => void
}): ReactNode {
  const { marks, course, onChoose } = props
  const { row, active, onKeyDown } = useRow(marks.length)
  return (
    <ul
      ref={row}
      className="timeline-marks"
      aria-label={words.timeline.marks}
      onKeyDown={onKeyDown}
    >
      {marks.map(({ key, at, note }, index) => {
        const label = words.timeline.mark(formatTime(at), note)
        return (
          <li key={key} style={{ insetInlineStart: percent(placeIn(course, at)) }}>
            <button
              type="button"
              title={label}
              aria-label={label}
              tabIndex={index === active ? 0 : -1}
              onClick={() => onChoose(at)}
            >
              <FlagIcon />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Where it was gone on with. */
function Sittings({ course }: { readonly course: Course }): ReactNode {
  if (course.length === 1) return null
  return (
    <span className="timeline-sittings" aria-hidden="true">
      {course.slice(1).map(({ from }) => (
        <span
          key={from}
          title={words.timeline.goneOn(formatDay(from), formatTime(from))}
          style={{ insetInlineStart: percent(placeIn(course, from)) }}
        />
      ))}
    </span>
  )
}

/** The course of a conversation: what was shown when, what was marked, and where the review stands. */
export function Timeline({ detail, at, onChoose, onOpenFrame }: TimelineProps): ReactNode {
  const { sittings, frames, marks } = detail
  const length = lengthOf(sittings)
  const passed = passedBy(sittings, at)
  const clock = words.timeline.value(formatClock(passed), formatClock(length))
  return (
    <div className="timeline">
      {frames.length > 0 && (
        <Pictures frames={frames} course={sittings} at={at} onOpen={onOpenFrame} />
      )}
      {marks.length > 0 && <Marks marks={marks} course={sittings} onChoose={onChoose} />}
      <div className="timeline-track">
        <Sittings course={sittings} />
        <input
          type="range"
          aria-label={words.timeline.label}
          aria-valuetext={clock}
          min={0}
          max={Math.max(STEP_MS, Math.ceil(length / STEP_MS) * STEP_MS)}
          step={STEP_MS}
          value={Math.round(passed / STEP_MS) * STEP_MS}
          onChange={({ target }) => onChoose(timeAfter(sittings, Number(target.value)))}
        />
        <span className="timeline-clock" aria-hidden="true">
          {clock}
        </span>
      </div>
    </div>
  )
}
