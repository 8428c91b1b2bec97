import type { ReactNode } from 'react'
import { EXPORT_FORMATS } from '@contract/library-format'
import type { ExportFormat } from '@contract/library'
import { MenuButton } from '../components/menu-button'
import { words } from '../i18n/words'
import { ExportIcon } from './library-icons'

/** Asks in which format conversations are written to a file. */
export function ExportMenu({
  onExport,
}: {
  readonly onExport: (format: ExportFormat) => void
}): ReactNode {
  return (
    <MenuButton
      label={words.libraryActions.export}
      icon={<ExportIcon />}
      items={EXPORT_FORMATS.map((format) => ({
        label: words.libraryActions.formats[format],
        onChoose: () => onExport(format),
      }))}
    />
  )
}
