import { useState, type ReactElement, type Ref } from 'react'
import type { SearchHit } from '@contract/library'
import { formatDay } from '../components/format'
import { words } from '../i18n/words'
import { titleOf } from './conversation-row'
import { excerptOf } from './excerpt'
import { MarkedText } from './marked-text'
import { VirtualList, type ListHandle } from './virtual-list'

/** In px, of a find with two rows of text. */
const ROW_HEIGHT = 104
/** So many finds before the last one in sight, more are asked for. */
const AHEAD = 20

interface HitRowProps {
  readonly hit: SearchHit
  readonly isActive: boolean
  readonly onOpen: () => void
}

function HitRow({ hit, isActive, onOpen }: HitRowProps): ReactElement {
  const { text, found } = excerptOf(hit.text, hit.found)
  return (
    <div className="entry-frame">
      <div className="entry">
        <button
          type="button"
          className="entry-main"
          data-row-main
          tabIndex={isActive ? 0 : -1}
          onClick={onOpen}
        >
          <span className="entry-title" dir="auto">
            {titleOf({ title: hit.conversationTitle })}
          </span>{' '}
          <span className="entry-facts">
            {words.transcript[hit.speaker === 'user' ? 'you' : 'assistant']}
            {' · '}
            {formatDay(hit.startedAt)}
          </span>{' '}
          <span className="entry-text" dir="auto">
            <MarkedText text={text} found={found} />
          </span>
        </button>
      </div>
    </div>
  )
}

interface SearchResultsProps {
  readonly hits: readonly SearchHit[]
  readonly handle: Ref<ListHandle>
  readonly onOpen: (hit: SearchHit) => void
  readonly onMoreWanted: () => void
}

/** The lines that were found, the newest first. */
export function SearchResults(props: SearchResultsProps): ReactElement {
  const { hits, handle, onOpen, onMoreWanted } = props
  const [reached, setReached] = useState(0)
  const active = Math.max(0, Math.min(reached, hits.length - 1))
  return (
    <div className="library-list">
      <VirtualList
        label={words.library.results}
        count={hits.length}
        active={active}
        rowHeight={ROW_HEIGHT}
        onMove={(index) => setReached(index)}
        onRange={({ last }) => {
          if (last >= hits.length - AHEAD) onMoreWanted()
        }}
        handle={handle}
      >
        {(index) => {
          const hit = hits[index]
          if (hit === undefined) return <></>
          return (
            <HitRow
              hit={hit}
              isActive={index === active}
              onOpen={() => {
                setReached(index)
                onOpen(hit)
              }}
            />
          )
        }}
      </VirtualList>
    </div>
  )
}
