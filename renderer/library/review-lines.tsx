import { useState, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import type { ConversationDetail, LibraryLine } from '@contract/library'
import { words } from '../i18n/words'
import { copiedLines } from './copied-lines'
import { EventLine } from './event-line'
import { eventsAfter } from './events-between'
import type { LineToShow } from './library-state'
import { takesText } from './list-keys'
import { nothingIsMarked } from './marked-by-user'
import { itemAt, type PagedItems } from './paged-items'
import type { HeardLine } from './playback/heard-line'
import { ReviewLine } from './review-line'
import { passedBy } from './timeline-layout'
import { useCopy } from './use-copy'
import { VirtualList, type ListHandle } from './virtual-list'

/** In px, of a line with its speaker and two rows of text. */
const ROW_HEIGHT = 88

interface ReviewLinesProps {
  readonly detail: ConversationDetail
  readonly lines: PagedItems<LibraryLine>
  readonly active: number
  readonly shown: LineToShow | null
  /** How the line of this index is heard; `null` where it cannot be. */
  readonly heardOf: (index: number) => HeardLine | null
  readonly handle: Ref<ListHandle>
  readonly onMove: (index: number) => void
  readonly onRange: (range: { first: number; last: number }, reading: number) => void
  readonly onUserScroll: () => void
  readonly onEdit: (position: number, text: string | null) => void
}

/** The lines of a conversation, as many as there may be. */
export function ReviewLines(props: ReviewLinesProps): ReactElement {
  const { detail, lines, active, shown, onEdit } = props
  const { sittings, events } = detail
  const count = lines.total ?? 0
  const [editing, setEditing] = useState<number | null>(null)
  const { copy, outcome } = useCopy()
  const copyLine = (line: LibraryLine): void => copy(copiedLines([line], null))

  const onKeyDown = (event: KeyboardEvent): void => {
    const line = itemAt(lines, active)
    if (line === null || takesText(event.target)) return
    const isOnLine = event.target instanceof Element && event.target.matches('[data-row-main]')
    const isCopy = event.key === 'c' && (event.ctrlKey || event.metaKey)
    if (isCopy && nothingIsMarked()) copyLine(line)
    else if (event.key === 'F2' || (event.key === 'Enter' && isOnLine)) {
      if (line.endedAt !== null) setEditing(line.position)
    } else return
    event.preventDefault()
  }

  const rowOf = (index: number): ReactElement => {
    const line = itemAt(lines, index)
    const isActive = index === active
    if (line === null) {
      return (
        <p className="line line-waiting" data-row-main tabIndex={isActive ? 0 : -1}>
          {words.library.loading}
        </p>
      )
    }
    const next = index + 1 < count ? itemAt(lines, index + 1) : null
    const isShown = shown?.position === line.position
    return (
      <div className="line-frame" onFocus={() => props.onMove(index)}>
        <ReviewLine
          line={line}
          passed={passedBy(sittings, line.startedAt)}
          found={isShown ? shown.found : []}
          isShown={isShown}
          heard={props.heardOf(index)}
          isActive={isActive}
          isEditing={editing === line.position}
          onCopy={() => copyLine(line)}
          onAskEdit={() => setEditing(line.position)}
          onSave={(text) => {
            setEditing(null)
            onEdit(line.position, text === line.original ? null : text)
          }}
          onLeaveEdit={() => setEditing(null)}
        />
        {eventsAfter(events, line, next, index === 0, index === count - 1).map((event, place) => (
          <EventLine key={place} event={event} />
        ))}
      </div>
    )
  }

  if (count === 0) {
    const { review, library } = words
    return <p className="library-hint">{lines.total === null ? library.loading : review.empty}</p>
  }
  return (
    <div className="review-lines" onKeyDown={onKeyDown}>
      <VirtualList
        label={words.review.lines}
        count={count}
        active={active}
        rowHeight={ROW_HEIGHT}
        onMove={props.onMove}
        onRange={props.onRange}
        onUserScroll={props.onUserScroll}
        handle={props.handle}
      >
        {rowOf}
      </VirtualList>
      <p role="status" className="visually-hidden">
        {outcome}
      </p>
    </div>
  )
}
