import type { ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import type { ConversationDetail } from '@contract/library'
import { Button } from '../components/button'
import { formatDay } from '../components/format'
import { MenuButton } from '../components/menu-button'
import { words } from '../i18n/words'
import { titleOf } from './conversation-row'
import { copiedLines } from './copied-lines'
import { formatLength } from './day'
import { ExportMenu } from './export-menu'
import { BackIcon, ContinueIcon, CopyIcon, DeleteIcon } from './library-icons'
import { readRange } from './paged-reader'
import type { ReviewSource } from './review-source'
import { lengthOf } from './timeline-layout'
import { useCopy } from './use-copy'
import type { LibraryActions } from './use-library-actions'

/** As many as one request takes (`readLinesSchema`). */
const LINES_AT_ONCE = 500

interface ReviewHeaderProps {
  readonly id: string
  /** `null` until it has been read. */
  readonly detail: ConversationDetail | null
  readonly source: ReviewSource
  readonly isOn: boolean
  readonly isSelecting: boolean
  readonly actions: LibraryActions
  readonly onClose: () => void
  readonly onContinue: () => void
  readonly onFailure: (error: AppError) => void
}

function Facts({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { startedAt, lines, tokens } = detail.summary
  const facts = [
    formatDay(startedAt),
    formatLength(lengthOf(detail.sittings)),
    words.library.lines(lines),
    ...(tokens === null ? [] : [words.library.tokens(tokens)]),
  ]
  return <p className="hint">{facts.join(' · ')}</p>
}

/** What it is, and what can be done with it as a whole. */
export function ReviewHeader(props: ReviewHeaderProps): ReactNode {
  const { id, detail, source, isOn, isSelecting, actions, onFailure } = props
  const { copy, outcome } = useCopy()
  const copyAll = async (summary: ConversationDetail['summary'], withTimes: boolean) => {
    const range = { first: 0, last: summary.lines - 1 }
    const answer = await readRange(source.readLines, range, LINES_AT_ONCE)
    if (answer.ok) copy(copiedLines(answer.value, withTimes ? summary.startedAt : null))
    else onFailure(answer.error)
  }
  return (
    <header className="review-header">
      <div className="review-back">
        <Button tone="quiet" icon={<BackIcon />} title={words.review.close} onClick={props.onClose}>
          {words.review.close}
        </Button>
      </div>
      {detail && (
        <>
          <div className="review-title">
            <h2 dir="auto">{titleOf(detail.summary)}</h2>
            <Facts detail={detail} />
          </div>
          <div className="review-actions">
            <Button
              icon={<ContinueIcon />}
              disabled={isOn}
              title={isOn ? words.libraryActions.continueLater : undefined}
              onClick={props.onContinue}
            >
              {words.libraryActions.continue}
            </Button>
            <MenuButton
              label={words.review.copyAll}
              icon={<CopyIcon />}
              items={[
                {
                  label: words.review.copyWithTimes,
                  onChoose: () => void copyAll(detail.summary, true),
                },
                {
                  label: words.review.copyWithoutTimes,
                  onChoose: () => void copyAll(detail.summary, false),
                },
              ]}
            />
            {!isSelecting && (
              <>
                <ExportMenu onExport={(format) => actions.exportAll([id], format)} />
                <Button
                  tone="danger"
                  icon={<DeleteIcon />}
                  title={words.libraryActions.delete}
                  onClick={() => actions.discard([id])}
                >
                  {words.libraryActions.delete}
                </Button>
              </>
            )}
            <p role="status" className="hint">
              {outcome}
            </p>
          </div>
        </>
      )}
    </header>
  )
}
