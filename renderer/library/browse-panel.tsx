import type { ReactNode } from 'react'
import { words } from '../i18n/words'
import { ConversationList, type ConversationListProps } from './conversation-list'
import { LibraryTrouble } from './library-trouble'
import { useReader } from './use-reader'

interface BrowsePanelProps extends ConversationListProps {
  readonly isFiltered: boolean
}

function EmptyLibrary({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  if (isFiltered) return <p className="library-hint">{words.libraryEmpty.filtered}</p>
  return (
    <div className="empty">
      <h2>{words.libraryEmpty.title}</h2>
      <p>{words.libraryEmpty.hint}</p>
    </div>
  )
}

/** The conversations, or why none are shown. */
export function BrowsePanel({ isFiltered, ...list }: BrowsePanelProps): ReactNode {
  const { paged, error } = useReader(list.reader)
  return (
    <>
      {error && <LibraryTrouble error={error} onRetry={() => list.reader.refresh()} />}
      {paged.total === null && !error && <p className="library-hint">{words.library.loading}</p>}
      {paged.total === 0 && <EmptyLibrary isFiltered={isFiltered} />}
      {paged.total !== null && paged.total > 0 && <ConversationList {...list} />}
    </>
  )
}
