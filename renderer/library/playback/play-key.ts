import { useEffect } from 'react'

/** What the space bar is an answer to already, or a part of. */
const TAKES_SPACE =
  'input:not([type="range"]), textarea, select, button, a[href], summary, dialog, [role^="menu"], [contenteditable]'

/** The space bar plays and pauses, unless what has the focus takes it. */
export function usePlayKey(toggle: (() => void) | null): void {
  useEffect(() => {
    if (toggle === null) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.defaultPrevented || event.isComposing) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (document.querySelector('dialog[open]') !== null) return
      if (event.target instanceof Element && event.target.closest(TAKES_SPACE) !== null) return
      event.preventDefault()
      if (!event.repeat) toggle()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [toggle])
}
