import type { MouseEvent, ReactNode } from 'react'
import type { ConversationSummary } from '@contract/library'
import { formatDay, formatTime } from '../components/format'
import { words } from '../i18n/words'
import { formatLength } from './day'
import { EditIcon, PinIcon } from './library-icons'
import { Picture } from './picture'
import { RenameField } from './rename-field'

interface ConversationRowProps {
  readonly conversation: ConversationSummary
  /** The heading above it, where a new day begins. */
  readonly section: string | null
  readonly isSelected: boolean
  readonly isOpen: boolean
  readonly isRenaming: boolean
  /** The row that Tab leads to. */
  readonly isActive: boolean
  readonly onOpen: (event: MouseEvent) => void
  readonly onToggle: () => void
  readonly onPin: () => void
  readonly onAskRename: () => void
  readonly onRename: (title: string) => void
  readonly onLeaveRename: () => void
}

export const titleOf = ({ title }: { readonly title: string }): string =>
  title === '' ? words.library.untitled : title

/** One that was gone on with days later has no length that means something. */
function timesOf({ startedAt, endedAt, continuedAt }: ConversationSummary): string[] {
  if (continuedAt === null) return [formatTime(startedAt), formatLength(endedAt - startedAt)]
  return [formatTime(continuedAt), words.library.begun(formatDay(startedAt))]
}

function factsOf(conversation: ConversationSummary): string {
  const { lines, marks, tokens } = conversation
  const facts = [...timesOf(conversation), words.library.lines(lines)]
  if (marks > 0) facts.push(words.library.marks(marks))
  if (tokens !== null) facts.push(words.library.tokensRounded(tokens))
  return facts.join(' · ')
}

function Thumbnails({ keys }: { readonly keys: readonly number[] }): ReactNode {
  if (keys.length === 0) return null
  return (
    <span className="entry-pictures" aria-hidden="true">
      {keys.map((key) => (
        <Picture key={key} picture={key} size="thumbnail" alt="" />
      ))}
    </span>
  )
}

function Tools(props: ConversationRowProps): ReactNode {
  const { conversation, isActive, onPin, onAskRename } = props
  const tabIndex = isActive ? 0 : -1
  const title = titleOf(conversation)
  const pinWords = conversation.pinned ? words.library.unpin(title) : words.library.pin(title)
  return (
    <span className="entry-tools">
      <button
        type="button"
        className="dismiss"
        tabIndex={tabIndex}
        title={words.library.rename(title)}
        onClick={onAskRename}
      >
        <EditIcon />
        <span className="visually-hidden">{words.library.rename(title)}</span>
      </button>
      <button
        type="button"
        className="dismiss"
        tabIndex={tabIndex}
        title={pinWords}
        data-on={conversation.pinned}
        onClick={onPin}
      >
        <PinIcon />
        <span className="visually-hidden">{pinWords}</span>
      </button>
    </span>
  )
}

/** One conversation in the list. */
export function ConversationRow(props: ConversationRowProps): ReactNode {
  const { conversation, section, isSelected, isOpen, isRenaming, isActive } = props
  const title = titleOf(conversation)
  return (
    <div className="entry-frame">
      {section !== null && <h3 className="library-day">{section}</h3>}
      <div className="entry" data-selected={isSelected} data-open={isOpen}>
        <input
          type="checkbox"
          className="entry-check"
          aria-label={words.library.select(title)}
          tabIndex={isActive ? 0 : -1}
          checked={isSelected}
          onChange={props.onToggle}
        />
        {isRenaming ? (
          <RenameField
            given={conversation.isTitleGiven ? conversation.title : ''}
            placeholder={title}
            onRename={props.onRename}
            onLeave={props.onLeaveRename}
          />
        ) : (
          <button
            type="button"
            className="entry-main"
            data-row-main
            tabIndex={isActive ? 0 : -1}
            aria-current={isOpen}
            onClick={props.onOpen}
          >
            <span className="entry-title" dir="auto">
              {title}
            </span>{' '}
            <span className="entry-facts">{factsOf(conversation)}</span>
            <Thumbnails keys={conversation.thumbnails} />
          </button>
        )}
        {!isRenaming && <Tools {...props} />}
      </div>
    </div>
  )
}

/** The place of a conversation that is still being read. */
export function WaitingRow({ isActive }: { readonly isActive: boolean }): ReactNode {
  return (
    <div className="entry-frame">
      <div className="entry entry-waiting">
        <button type="button" className="entry-main" data-row-main tabIndex={isActive ? 0 : -1}>
          {words.library.loading}
        </button>
      </div>
    </div>
  )
}
