import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'

/** Closer than this to the bottom counts as being there. */
const SLACK_PX = 32

interface Sticking {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  /** False once the user has scrolled up. */
  readonly atBottom: boolean
  readonly onScroll: () => void
  readonly jump: () => void
}

/**
 * Keeps a scrolling element at its bottom while its content or itself changes size, until the
 * user scrolls up; scrolling back down (or `jump`) makes it stick again.
 */
export function useStickToBottom(): Sticking {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sticking = useRef(true)
  const lastTop = useRef(0)
  const [atBottom, setAtBottom] = useState(true)

  const jump = useCallback(() => {
    sticking.current = true
    setAtBottom(true)
    const element = scroller.current
    if (element) element.scrollTop = element.scrollHeight
  }, [])

  const onScroll = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const distance = element.scrollHeight - element.clientHeight - element.scrollTop
    // Growth of the content moves the bottom away without any move of the user: only a move
    // upwards lets go.
    const movedUp = element.scrollTop < lastTop.current - 1
    lastTop.current = element.scrollTop
    if (distance <= SLACK_PX) sticking.current = true
    else if (movedUp) sticking.current = false
    setAtBottom(sticking.current)
  }, [])

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const element = scroller.current
      // Without content, what stands in its place is read from its top.
      if (!sticking.current || !element || !content.current?.hasChildNodes()) return
      element.scrollTop = element.scrollHeight
    })
    if (scroller.current) observer.observe(scroller.current)
    if (content.current) observer.observe(content.current)
    return () => observer.disconnect()
  }, [])

  return { scroller, content, atBottom, onScroll, jump }
}
