import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Keeps the keyboard's place in a group of buttons that come and go: when the focused one is
 * removed, its first remaining button takes the focus instead of the page's top.
 */
export function useKeepFocus(group: RefObject<HTMLElement | null>): void {
  const focused = useRef(false)
  useEffect(() => {
    const note = (event: FocusEvent): void => {
      focused.current = event.target instanceof Node && !!group.current?.contains(event.target)
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [group])
  useLayoutEffect(() => {
    if (focused.current && document.activeElement === document.body) {
      group.current?.querySelector('button')?.focus()
    }
  })
}
