import { useId, type ReactNode } from 'react'
import { SHOWN_KINDS } from '@contract/library-format'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { conditionCount, EVERYTHING, type LibraryFilter } from './library-filter'

interface LibraryFilterFormProps {
  readonly filter: LibraryFilter
  readonly onChange: (filter: LibraryFilter) => void
}

/** The conditions that conversations have to meet. */
export function LibraryFilterForm({ filter, onChange }: LibraryFilterFormProps): ReactNode {
  const id = useId()
  const { libraryFilter } = words
  return (
    <fieldset className="library-filter">
      <legend className="visually-hidden">{libraryFilter.label}</legend>
      <label htmlFor={`${id}from`}>{libraryFilter.from}</label>
      <input
        id={`${id}from`}
        type="date"
        value={filter.from}
        onChange={({ target }) => onChange({ ...filter, from: target.value })}
      />
      <label htmlFor={`${id}to`}>{libraryFilter.to}</label>
      <input
        id={`${id}to`}
        type="date"
        value={filter.to}
        onChange={({ target }) => onChange({ ...filter, to: target.value })}
      />
      <label htmlFor={`${id}kind`}>{libraryFilter.shown}</label>
      <select
        id={`${id}kind`}
        value={filter.sourceKind ?? ''}
        onChange={({ target }) => {
          const sourceKind = SHOWN_KINDS.find((kind) => kind === target.value) ?? null
          onChange({ ...filter, sourceKind })
        }}
      >
        <option value="">{libraryFilter.anything}</option>
        {SHOWN_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {libraryFilter.kinds[kind]}
          </option>
        ))}
      </select>
      <label className="switch library-filter-marked">
        <input
          type="checkbox"
          checked={filter.marked}
          onChange={({ target }) => onChange({ ...filter, marked: target.checked })}
        />
        <span>{libraryFilter.marked}</span>
      </label>
      {conditionCount(filter) > 0 && (
        <Button tone="quiet" onClick={() => onChange(EVERYTHING)}>
          {libraryFilter.clear}
        </Button>
      )}
    </fieldset>
  )
}
