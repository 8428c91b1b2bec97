import { useCallback, useRef, useState, type ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import type { LibraryChange, SearchHit } from '@contract/library'
import type { Opening } from '@contract/opening'
import { words } from '../i18n/words'
import { BrowsePanel } from './browse-panel'
import { EraseDialog } from './erase-dialog'
import { useLibrary } from './library-context'
import { conditionCount } from './library-filter'
import { escapeStep } from './library-state'
import { LibraryTools } from './library-tools'
import { LibraryTrouble } from './library-trouble'
import { OutcomeLine } from './outcome-line'
import { PictureContext } from './picture'
import { PictureLoader } from './picture-loader'
import { Review } from './review'
import { SearchPanel } from './search-panel'
import { SelectionBar } from './selection-bar'
import { UndoBar } from './undo-bar'
import { useLibraryActions } from './use-library-actions'
import { useLibraryData } from './use-library-data'
import { useLibraryFocus } from './use-library-focus'
import { useLibraryKeys } from './use-library-keys'
import { useLibraryState } from './use-library-state'
import { useOpening } from './use-opening'
import type { ListHandle } from './virtual-list'

interface LibraryProps {
  /** A conversation is on: none of the library can be continued meanwhile. */
  readonly isOn: boolean
  /** Where a link or a file leads. */
  readonly opening: Opening | null
  readonly onClose: () => void
}

/** All conversations that were kept, in the place of the one that is on. */
export function Library({ isOn, opening, onClose }: LibraryProps): ReactNode {
  const api = useLibrary()
  const [pictures] = useState(() => new PictureLoader(api.readPicture))
  const [state, dispatch] = useLibraryState(api)
  const { query, filter, selection, opened, discarded, problem } = state
  const onTold = useCallback(
    (change: LibraryChange) => dispatch({ kind: 'told', change }),
    [dispatch],
  )
  const noteFailure = useCallback(
    (error: AppError) => dispatch({ kind: 'failed', error }),
    [dispatch],
  )
  useOpening(opening, api, dispatch)
  const data = useLibraryData(api, state, onTold)
  const actions = useLibraryActions(api, dispatch, data.refresh)
  const endUndo = useCallback((turn: number) => dispatch({ kind: 'undoEnded', turn }), [dispatch])

  const searchBox = useRef<HTMLInputElement>(null)
  const list = useRef<ListHandle>(null)
  const results = useRef<ListHandle>(null)
  const isSearching = query.trim() !== ''
  const focusSearch = useCallback(() => {
    searchBox.current?.focus()
    searchBox.current?.select()
  }, [])
  const focusList = useCallback(
    () => (isSearching ? results : list).current?.focus(),
    [isSearching],
  )
  const isReviewing = opened !== null
  const isSelecting = selection.ids.size > 0
  const [openedBefore] = useState(() => opened?.turn ?? 0)
  useLibraryFocus({ isReviewing, isSelecting, searchBox, focusList })

  useLibraryKeys({
    onSearch: focusSearch,
    onBack: () => {
      const step = escapeStep(state)
      if (step === null) {
        onClose()
        return
      }
      dispatch(step)
      if (step.kind === 'typed') focusSearch()
    },
  })

  const openHit = ({ conversationId, position, startedAt, found }: SearchHit): void =>
    dispatch({ kind: 'opened', id: conversationId, line: { position, startedAt, found } })
  const isFiltered = conditionCount(filter) > 0
  const selected = [...selection.ids]

  return (
    <PictureContext value={pictures}>
      <main className="library" data-reviewing={isReviewing}>
        <section className="library-side" aria-label={words.library.title}>
          <LibraryTools
            query={query}
            filter={filter}
            searchBox={searchBox}
            onType={(typed) => dispatch({ kind: 'typed', query: typed })}
            onFilter={(chosen) => dispatch({ kind: 'filtered', filter: chosen })}
            onEnterList={focusList}
            onImport={actions.importFile}
            onErase={() => dispatch({ kind: 'erasing', asked: true })}
          />
          {problem && (
            <LibraryTrouble error={problem} onDismiss={() => dispatch({ kind: 'dismissed' })} />
          )}
          {isSearching && (
            <SearchPanel
              finds={data.search.finds}
              isFiltered={isFiltered}
              handle={results}
              onOpen={openHit}
              onMoreWanted={() => data.searcher.note({ kind: 'moreWanted' })}
              onRetry={() => data.searcher.note({ kind: 'again' })}
            />
          )}
          <div className="library-browse" hidden={isSearching}>
            <BrowsePanel
              reader={data.reader}
              read={data.read}
              isFiltered={isFiltered}
              selection={selection}
              openId={opened?.id ?? null}
              handle={list}
              onOpen={(id) => dispatch({ kind: 'opened', id, line: null })}
              onSelect={(event) => dispatch({ kind: 'selected', event })}
              onRename={actions.rename}
              onPin={actions.pin}
              onDelete={actions.discard}
              onFailure={noteFailure}
            />
          </div>
          {isSelecting && (
            <SelectionBar
              count={selected.length}
              onExport={(format) => actions.exportAll(selected, format)}
              onDelete={() => actions.discard(selected)}
              onClear={() => dispatch({ kind: 'selected', event: { kind: 'cleared' } })}
            />
          )}
        </section>
        {opened === null ? (
          <p className="library-choose">{words.libraryEmpty.choose}</p>
        ) : (
          <Review
            key={opened.id}
            opened={opened}
            revision={data.revision}
            isOn={isOn}
            isSelecting={isSelecting}
            takesFocus={opened.turn === openedBefore}
            actions={actions}
            onClose={() => dispatch({ kind: 'closed' })}
            onContinued={onClose}
            onChanged={data.refresh}
            onFailure={noteFailure}
          />
        )}
        <div className="library-foot">
          <OutcomeLine
            outcome={state.outcome}
            onDismiss={() => {
              dispatch({ kind: 'dismissed' })
              focusList()
            }}
          />
          {discarded && <UndoBar discarded={discarded} onUndo={actions.restore} onEnd={endUndo} />}
        </div>
        {state.confirmsErasing && (
          <EraseDialog
            onErase={actions.erase}
            onClose={() => dispatch({ kind: 'erasing', asked: false })}
          />
        )}
      </main>
    </PictureContext>
  )
}
