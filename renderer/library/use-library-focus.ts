import { useEffect, useRef, type RefObject } from 'react'

interface LibraryFocus {
  readonly isReviewing: boolean
  readonly isSelecting: boolean
  readonly searchBox: RefObject<HTMLElement | null>
  readonly focusList: () => void
}

/** Where the focus goes when what had it is taken away. */
export function useLibraryFocus(focus: LibraryFocus): void {
  const { isReviewing, isSelecting, searchBox, focusList } = focus
  const beganReviewing = useRef(isReviewing)
  // A review that is there from the start takes it by itself.
  useEffect(() => {
    if (!beganReviewing.current) searchBox.current?.focus()
  }, [searchBox])
  // The review that was closed had it; it goes back to where the review was opened from.
  const wasReviewing = useRef(false)
  useEffect(() => {
    if (wasReviewing.current && !isReviewing) focusList()
    wasReviewing.current = isReviewing
  }, [isReviewing, focusList])
  useEffect(() => {
    if (!isSelecting && document.activeElement === document.body) focusList()
  }, [isSelecting, focusList])
}
