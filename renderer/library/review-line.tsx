import { useState, type ReactNode } from 'react'
import type { LibraryLine, TextRange } from '@contract/library'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { formatClock } from './day'
import { CopyIcon, EditIcon, PlayIcon } from './library-icons'
import { LineEditor } from './line-editor'
import { LineText } from './line-text'
import type { HeardLine } from './playback/heard-line'

interface ReviewLineProps {
  readonly line: LibraryLine
  /** How long the conversation had been on by then, in ms. */
  readonly passed: number
  /** What was looked for in it. */
  readonly found: readonly TextRange[]
  readonly isShown: boolean
  /** How it is heard; `null` where it cannot be. */
  readonly heard: HeardLine | null
  readonly isActive: boolean
  readonly isEditing: boolean
  readonly onCopy: () => void
  readonly onAskEdit: () => void
  readonly onSave: (text: string | null) => void
  readonly onLeaveEdit: () => void
}

function Original(props: {
  readonly text: string
  readonly tabIndex: number
  readonly onRestore: () => void
}): ReactNode {
  const { text, tabIndex, onRestore } = props
  const [isShown, setShown] = useState(false)
  const { showOriginal, hideOriginal, restoreOriginal, original } = words.review
  return (
    <div className="line-original">
      <Button
        tone="quiet"
        tabIndex={tabIndex}
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? hideOriginal : showOriginal}
      </Button>
      <Button tone="quiet" tabIndex={tabIndex} onClick={onRestore}>
        {restoreOriginal}
      </Button>
      {isShown && (
        <blockquote dir="auto" aria-label={original}>
          {text}
        </blockquote>
      )}
    </div>
  )
}

function LineTools(props: ReviewLineProps): ReactNode {
  const { line, heard, isActive, onCopy, onAskEdit } = props
  const tabIndex = isActive ? 0 : -1
  const tools = [
    ...(heard === null
      ? []
      : [
          {
            label: words.playback.playLine,
            icon: <PlayIcon />,
            act: () => heard.onHear(heard.span.from),
          },
        ]),
    { label: words.review.copyLine, icon: <CopyIcon />, act: onCopy },
    // A line that still grows would be written over.
    ...(line.endedAt === null
      ? []
      : [{ label: words.review.editLine, icon: <EditIcon />, act: onAskEdit }]),
  ]
  return (
    <span className="line-tools">
      {tools.map(({ label, icon, act }) => (
        <button
          key={label}
          type="button"
          className="dismiss"
          tabIndex={tabIndex}
          title={label}
          onClick={act}
        >
          {icon}
          <span className="visually-hidden">{label}</span>
        </button>
      ))}
    </span>
  )
}

/** One line of a conversation that is reviewed. */
export function ReviewLine(props: ReviewLineProps): ReactNode {
  const { line, passed, found, isShown, isActive, isEditing } = props
  const { original } = line
  const who = words.transcript[line.speaker === 'user' ? 'you' : 'assistant']
  const text = isEditing ? (
    <LineEditor text={line.text} onSave={props.onSave} onLeave={props.onLeaveEdit} />
  ) : (
    <LineText line={line} found={found} heard={props.heard} />
  )
  return (
    <article
      className={`line line-${line.speaker}`}
      aria-label={who}
      data-row-main
      data-shown={isShown}
      aria-current={props.heard?.isCurrent}
      tabIndex={isActive ? 0 : -1}
    >
      <div className="line-meta">
        <span className="line-speaker">{who}</span>{' '}
        <time dateTime={new Date(line.startedAt).toISOString()}>{formatClock(passed)}</time>
        {line.channel === 'typed' && <span className="tag">{words.transcript.typed}</span>}
        {line.interrupted && line.text !== '' && (
          <span className="tag tag-interrupted">{words.transcript.interrupted}</span>
        )}
        {original !== null && <span className="tag">{words.review.edited}</span>}
        {!isEditing && <LineTools {...props} />}
      </div>
      {text}
      {original !== null && !isEditing && (
        <Original
          text={original}
          tabIndex={isActive ? 0 : -1}
          onRestore={() => props.onSave(null)}
        />
      )}
    </article>
  )
}
