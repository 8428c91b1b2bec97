import { Fragment, useMemo, type ReactNode } from 'react'
import type { Happening } from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'
import { Button } from '../components/button'
import { formatDay } from '../components/format'
import { DownIcon } from '../components/icons'
import { useStickToBottom } from '../components/use-stick-to-bottom'
import { words } from '../i18n/words'
import { useMirror } from '../state/app-store'
import { useShownLines } from '../state/shown-lines'
import { HappeningLine } from './happening-line'
import { BEFORE_ALL, happeningsAfter } from './happenings-between'
import { Line } from './transcript-line'
import { openLibrary } from './ui-store'

function EmptyTranscript({ live }: { readonly live: boolean }): ReactNode {
  return (
    <div className="empty">
      <h2>{words.transcript.emptyTitle}</h2>
      {live ? (
        <p>{words.transcript.emptyLive}</p>
      ) : (
        <ol>
          {words.transcript.emptySteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** A conversation can be gone on with on another day. */
function startsDay(lines: readonly TranscriptLine[], index: number): boolean {
  const [before, line] = [lines[index - 1], lines[index]]
  return !before || !line || dayOf(before) !== dayOf(line)
}

const dayOf = ({ startedAt }: TranscriptLine): string => new Date(startedAt).toDateString()

const NOTHING: readonly Happening[] = []

const Happened = ({
  happenings = NOTHING,
}: {
  readonly happenings?: readonly Happening[] | undefined
}): ReactNode =>
  happenings.map((happening, place) => (
    <HappeningLine key={`${happening.kind}:${happening.at}:${place}`} happening={happening} />
  ))

/** What was said and typed, both sides, oldest first; follows the newest words. */
export function Transcript({ live }: { readonly live: boolean }): ReactNode {
  const { lines, hasOlder } = useShownLines()
  const happenings = useMirror((mirror) => mirror.app?.happenings ?? NOTHING)
  const after = useMemo(() => happeningsAfter(lines, happenings), [lines, happenings])
  const { scroller, content, atBottom, onScroll, jump } = useStickToBottom()
  return (
    <div className="transcript">
      <div
        ref={scroller}
        role="log"
        tabIndex={0}
        className="transcript-scroll"
        aria-label={words.transcript.label}
        onScroll={onScroll}
      >
        <div className="lines" ref={content}>
          {hasOlder && (
            <p className="older">
              <Button tone="quiet" onClick={openLibrary}>
                {words.transcript.older}
              </Button>
            </p>
          )}
          {!hasOlder && <Happened happenings={after.get(BEFORE_ALL)} />}
          {lines.map((line, index) => (
            <Fragment key={line.id}>
              {startsDay(lines, index) && (
                <p className="day">
                  <time dateTime={new Date(line.startedAt).toISOString()}>
                    {formatDay(line.startedAt)}
                  </time>
                </p>
              )}
              <Line line={line} />
              <Happened happenings={after.get(index)} />
            </Fragment>
          ))}
        </div>
        {lines.length === 0 && happenings.length === 0 && <EmptyTranscript live={live} />}
      </div>
      {!atBottom && (
        <div className="jump">
          <Button icon={<DownIcon />} onClick={jump}>
            {words.transcript.jump}
          </Button>
        </div>
      )}
    </div>
  )
}
