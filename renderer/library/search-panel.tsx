import type { ReactNode, Ref } from 'react'
import type { SearchHit } from '@contract/library'
import { words } from '../i18n/words'
import { LibraryTrouble } from './library-trouble'
import { SearchResults } from './search-results'
import type { Finds } from './search-state'
import type { ListHandle } from './virtual-list'

interface SearchPanelProps {
  readonly finds: Finds
  readonly isFiltered: boolean
  readonly handle: Ref<ListHandle>
  readonly onOpen: (hit: SearchHit) => void
  readonly onMoreWanted: () => void
  readonly onRetry: () => void
}

function countOf(finds: Finds): string {
  if (finds.kind !== 'found') return ''
  const { found, foundMore, nothing } = words.librarySearch
  const count = finds.hits.length
  if (count === 0) return nothing
  return finds.isComplete ? found(count) : foundMore(count)
}

/** What was found, how much of it there is, or why there is nothing. */
export function SearchPanel(props: SearchPanelProps): ReactNode {
  const { finds, isFiltered, handle, onOpen, onMoreWanted, onRetry } = props
  const isEmpty = finds.kind === 'found' && finds.hits.length === 0
  return (
    <>
      <p role="status" className="library-count">
        {countOf(finds)}
      </p>
      {finds.kind === 'failed' && <LibraryTrouble error={finds.error} onRetry={onRetry} />}
      {isEmpty && (
        <p className="library-hint">
          {isFiltered ? words.librarySearch.nothingFiltered : words.librarySearch.nothingHint}
        </p>
      )}
      {finds.kind === 'found' && !isEmpty && (
        <SearchResults
          // Another question begins at its top.
          key={finds.question.query}
          hits={finds.hits}
          handle={handle}
          onOpen={onOpen}
          onMoreWanted={onMoreWanted}
        />
      )}
    </>
  )
}
