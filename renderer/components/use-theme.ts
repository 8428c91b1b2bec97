import { useLayoutEffect } from 'react'
import type { Settings } from '@contract/settings'

/** Puts the chosen theme on the document; the system's choice is the absence of one. */
export function useTheme(theme: Settings['theme'] | undefined): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'light' || theme === 'dark') dataset.theme = theme
    else delete dataset.theme
  }, [theme])
}
