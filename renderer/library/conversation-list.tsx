import { useState, type KeyboardEvent, type MouseEvent, type ReactElement, type Ref } from 'react'
import type { AppError } from '@contract/errors'
import type { ConversationSummary } from '@contract/library'
import { useNow } from '../components/use-now'
import { words } from '../i18n/words'
import { ConversationRow, WaitingRow } from './conversation-row'
import { sectionOf } from './day'
import { takesText } from './list-keys'
import { itemAt } from './paged-items'
import type { PagedReader, ReadPortion } from './paged-reader'
import type { Selection, SelectionEvent } from './selection'
import { useReach } from './use-reach'
import { useReader } from './use-reader'
import { VirtualList, type ListHandle } from './virtual-list'

/** In px, of an entry with thumbnails. */
const ROW_HEIGHT = 92

export interface ConversationListProps {
  readonly reader: PagedReader<ConversationSummary>
  readonly read: ReadPortion<ConversationSummary>
  readonly selection: Selection
  readonly openId: string | null
  readonly handle: Ref<ListHandle>
  readonly onOpen: (id: string) => void
  readonly onSelect: (event: SelectionEvent) => void
  readonly onRename: (id: string, title: string) => void
  readonly onPin: (id: string, pinned: boolean) => void
  readonly onDelete: (ids: readonly string[]) => void
  readonly onFailure: (error: AppError) => void
}

/** The conversations, by days, the newest first; keys and clicks select as in any list of files. */
export function ConversationList(props: ConversationListProps): ReactElement {
  const { reader, read, selection, openId, onOpen, onSelect, onDelete, onFailure } = props
  const { paged } = useReader(reader)
  const count = paged.total ?? 0
  const [reached, setReached] = useState(0)
  const active = Math.max(0, Math.min(reached, count - 1))
  const [renaming, setRenaming] = useState<string | null>(null)
  const now = useNow(60_000)
  const reach = useReach({ read, onSelect, onFailure })

  const move = (index: number, event: KeyboardEvent): void => {
    setReached(index)
    if (event.shiftKey) void reach(selection.anchor ?? active, index)
  }
  const choose = (event: MouseEvent, index: number, id: string): void => {
    setReached(index)
    if (event.shiftKey) void reach(selection.anchor ?? active, index)
    else if (event.ctrlKey || event.metaKey) onSelect({ kind: 'toggled', index, id })
    else onOpen(id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (takesText(event.target)) return
    const current = itemAt(paged, active)
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && event.key === 'a') void reach(0, count - 1)
    else if (current === null) return
    else if (withControl && event.key === ' ') {
      onSelect({ kind: 'toggled', index: active, id: current.id })
    } else if (event.key === 'F2') setRenaming(current.id)
    else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) {
      onDelete(selection.ids.size > 0 ? [...selection.ids] : [current.id])
    } else return
    event.preventDefault()
  }

  const rowOf = (index: number): ReactElement => {
    const conversation = itemAt(paged, index)
    const isActive = index === active
    if (conversation === null) return <WaitingRow isActive={isActive} />
    const { id, pinned } = conversation
    const before = index === 0 ? null : itemAt(paged, index - 1)
    const section = sectionOf(conversation, now)
    const isFirst = index === 0 || (before !== null && sectionOf(before, now) !== section)
    return (
      <ConversationRow
        conversation={conversation}
        section={isFirst ? section : null}
        isSelected={selection.ids.has(id)}
        isOpen={openId === id}
        isRenaming={renaming === id}
        isActive={isActive}
        onOpen={(event) => choose(event, index, id)}
        onToggle={() => {
          setReached(index)
          onSelect({ kind: 'toggled', index, id })
        }}
        onPin={() => props.onPin(id, !pinned)}
        onAskRename={() => {
          setReached(index)
          setRenaming(id)
        }}
        onRename={(title) => {
          setRenaming(null)
          props.onRename(id, title)
        }}
        onLeaveRename={() => setRenaming(null)}
      />
    )
  }

  return (
    <div className="library-list" onKeyDown={onKeyDown}>
      <VirtualList
        label={words.library.conversations}
        count={count}
        active={active}
        rowHeight={ROW_HEIGHT}
        onMove={move}
        onRange={(range) => reader.look(range)}
        handle={props.handle}
      >
        {rowOf}
      </VirtualList>
    </div>
  )
}
