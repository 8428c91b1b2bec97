import { useEffect, useRef, type RefObject } from 'react'

/** A ref whose element takes the focus once, at first sight, when the user was led to it. */
export function useFocusWhen<Focusable extends HTMLElement>(
  asked: boolean,
): RefObject<Focusable | null> {
  const element = useRef<Focusable>(null)
  const wanted = useRef(asked)
  useEffect(() => {
    if (wanted.current) element.current?.focus()
  }, [])
  return element
}
