import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactElement,
  type Ref,
  type RefObject,
} from 'react'
import { Virtualizer, type CustomItemComponentProps, type VirtualizerHandle } from 'virtua'
import { focusWhenShown } from './focus-when-shown'
import { rowAfterKey, takesText } from './list-keys'
import type { ItemRange } from './paged-items'

/** What a view does to its list. */
export interface ListHandle {
  /** Gives the row that the keys have reached the focus. */
  readonly focus: () => void
  /** Brings a row into sight; with the focus once it is the active one. */
  readonly show: (index: number, align: 'start' | 'center' | 'nearest', withFocus: boolean) => void
}

interface VirtualListProps {
  readonly label: string
  readonly count: number
  /** The one row that Tab leads to. */
  readonly active: number
  /** In px, of a row that has not been measured yet. */
  readonly rowHeight: number
  /** A key led to another row, which takes the focus. */
  readonly onMove: (index: number, event: KeyboardEvent) => void
  /**
   * The rows in sight are others now. `reading` is the one of them that stands for the place in the
   * list: the first one at its top, the last one at its end.
   */
  readonly onRange: (range: ItemRange, reading: number) => void
  /** The user scrolls, rather than we. */
  readonly onUserScroll?: () => void
  readonly handle?: Ref<ListHandle>
  /** A row; what takes its focus has `data-row-main`. */
  readonly children: (index: number) => ReactElement
}

const CountContext = createContext(0)

function Row({
  ref,
  style,
  index,
  children,
}: CustomItemComponentProps & { ref?: Ref<HTMLDivElement> }): ReactElement {
  const count = useContext(CountContext)
  return (
    <div
      ref={ref}
      style={style}
      role="listitem"
      data-row={index}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      {children}
    </div>
  )
}

/** What had the focus may be taken away, as a field is once its text is kept: then its row has it. */
function useFocusThatStays(list: RefObject<HTMLElement | null>, focusRow: () => void): void {
  const hasFocus = useRef(false)
  useEffect(() => {
    const note = ({ target }: Event): void => {
      hasFocus.current = target instanceof Node && list.current?.contains(target) === true
    }
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', note)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [list])
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) focusRow()
  })
}

/**
 * A list of any length of which only the rows in sight exist, besides the one that has the focus: it
 * would be lost with its row. Keys move through it as through any list.
 */
export function VirtualList(props: VirtualListProps): ReactElement {
  const { label, count, active, rowHeight, onMove, onRange, onUserScroll, handle, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  /** The row that is active next takes the focus; `still`: where it stands. */
  const takesFocus = useRef<'no' | 'scrolling' | 'still'>('no')
  const data = useMemo(() => ({ length: count }), [count])

  const giveUp = useRef<() => void>(() => undefined)
  useEffect(() => () => giveUp.current(), [])

  const focusActive = useCallback(
    (scrolls: boolean) => {
      const list = scroller.current
      if (list === null) return
      giveUp.current()
      giveUp.current = focusWhenShown(list, () =>
        list.querySelector<HTMLElement>(`[data-row="${active}"] [data-row-main]`),
      )
      if (scrolls) virtualizer.current?.scrollToIndex(active, { align: 'nearest' })
    },
    [active],
  )
  const refocus = useCallback(() => focusActive(true), [focusActive])
  useLayoutEffect(() => {
    const how = takesFocus.current
    takesFocus.current = 'no'
    if (how !== 'no') focusActive(how === 'scrolling')
  }, [focusActive])
  useFocusThatStays(scroller, refocus)
  useImperativeHandle(handle, () => ({
    focus: refocus,
    show: (index, align, withFocus) => {
      virtualizer.current?.scrollToIndex(index, { align })
      if (withFocus && index === active) focusActive(false)
      else if (withFocus) takesFocus.current = 'still'
    },
  }))

  const rangeInSight = (list: VirtualizerHandle): ItemRange => {
    const top = list.scrollOffset
    return { first: list.findItemIndex(top), last: list.findItemIndex(top + list.viewportSize) }
  }
  const tellRange = (): void => {
    const list = virtualizer.current
    if (list === null) return
    const { scrollOffset, scrollSize, viewportSize } = list
    const hidden = scrollSize - viewportSize
    const part = hidden > 0 ? Math.min(1, scrollOffset / hidden) : 0
    // Short of the lower edge, where the row that is only about to come would begin.
    const reading = list.findItemIndex(scrollOffset + part * Math.max(0, viewportSize - 1))
    onRange(rangeInSight(list), reading)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (takesText(event.target)) return
    const range = virtualizer.current && rangeInSight(virtualizer.current)
    const next = rowAfterKey(event.key, active, count, range ? range.last - range.first : 1)
    if (next === null) return
    onUserScroll?.()
    event.preventDefault()
    if (next === active) refocus()
    else takesFocus.current = 'scrolling'
    onMove(next, event)
  }

  return (
    <CountContext value={count}>
      <div
        ref={scroller}
        role="list"
        aria-label={label}
        className="virtual-list"
        onKeyDown={onKeyDown}
        onWheel={onUserScroll}
        onPointerDown={onUserScroll}
        onTouchMove={onUserScroll}
      >
        <Virtualizer
          ref={virtualizer}
          data={data}
          item={Row}
          itemSize={rowHeight}
          keepMounted={active < count ? [active] : []}
          onScroll={tellRange}
          onResize={tellRange}
        >
          {(_, index) => children(index)}
        </Virtualizer>
      </div>
    </CountContext>
  )
}
