import { useState, type ReactNode, type Ref } from 'react'
import { Button } from '../components/button'
import { MenuButton } from '../components/menu-button'
import { words } from '../i18n/words'
import { conditionCount, type LibraryFilter } from './library-filter'
import { LibraryFilterForm } from './library-filter-form'
import { FilterIcon, MoreIcon, SearchIcon } from './library-icons'

interface LibraryToolsProps {
  readonly query: string
  readonly filter: LibraryFilter
  readonly searchBox: Ref<HTMLInputElement>
  readonly onType: (query: string) => void
  readonly onFilter: (filter: LibraryFilter) => void
  /** The arrow down leads from the words into what was found. */
  readonly onEnterList: () => void
  readonly onImport: () => void
  readonly onErase: () => void
}

/** Search, filter, and what is done to the library as a whole. */
export function LibraryTools(props: LibraryToolsProps): ReactNode {
  const { query, filter, searchBox, onType, onFilter, onEnterList } = props
  const [showsFilter, setShowsFilter] = useState(false)
  const conditions = conditionCount(filter)
  const filterWords =
    conditions === 0 ? words.libraryFilter.open : words.libraryFilter.openSet(conditions)
  return (
    <div className="library-tools">
      <div className="library-search">
        <SearchIcon />
        <input
          ref={searchBox}
          type="search"
          dir="auto"
          aria-label={words.library.search}
          placeholder={words.library.search}
          title={words.library.searchHint}
          spellCheck={false}
          autoComplete="off"
          maxLength={500}
          value={query}
          onChange={({ target }) => onType(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            onEnterList()
          }}
        />
      </div>
      <Button
        tone="quiet"
        icon={<FilterIcon />}
        title={filterWords}
        data-on={conditions > 0}
        aria-expanded={showsFilter}
        onClick={() => setShowsFilter(!showsFilter)}
      >
        {filterWords}
      </Button>
      <MenuButton
        label={words.library.more}
        tone="quiet"
        icon={<MoreIcon />}
        items={[
          { label: words.library.import, onChoose: props.onImport },
          { label: words.library.eraseMenu, tone: 'danger', onChoose: props.onErase },
        ]}
      />
      {showsFilter && <LibraryFilterForm filter={filter} onChange={onFilter} />}
    </div>
  )
}
