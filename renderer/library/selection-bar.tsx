import type { ReactNode } from 'react'
import type { ExportFormat } from '@contract/library'
import { Button } from '../components/button'
import { CloseIcon } from '../components/icons'
import { words } from '../i18n/words'
import { ExportMenu } from './export-menu'
import { DeleteIcon } from './library-icons'

interface SelectionBarProps {
  readonly count: number
  readonly onExport: (format: ExportFormat) => void
  readonly onDelete: () => void
  readonly onClear: () => void
}

/** What can be done to all that is selected. */
export function SelectionBar({ count, onExport, onDelete, onClear }: SelectionBarProps): ReactNode {
  return (
    <div className="selection-bar" role="group" aria-label={words.librarySelection.label}>
      <button
        type="button"
        className="dismiss"
        title={words.librarySelection.clear}
        onClick={onClear}
      >
        <CloseIcon />
        <span className="visually-hidden">{words.librarySelection.clear}</span>
      </button>
      <p role="status">{words.librarySelection.count(count)}</p>
      <ExportMenu onExport={onExport} />
      <Button tone="danger" icon={<DeleteIcon />} onClick={onDelete}>
        {words.libraryActions.delete}
      </Button>
    </div>
  )
}
