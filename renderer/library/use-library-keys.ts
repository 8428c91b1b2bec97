import { useEffect } from 'react'
import { takesText } from './list-keys'

interface LibraryKeys {
  /** `/` */
  readonly onSearch: () => void
  /** Escape */
  readonly onBack: () => void
}

/** Keys that hold wherever the focus is, unless a dialog, a menu or a field has taken them. */
export function useLibraryKeys({ onSearch, onBack }: LibraryKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      if (document.querySelector('dialog[open]') !== null) return
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !takesText(event.target)) {
        event.preventDefault()
        onSearch()
      }
      if (event.key === 'Escape') {
        event.preventDefault()
        onBack()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onSearch, onBack])
}
