import { useState, type PointerEvent, type RefObject } from 'react'
import type { Corner } from '@contract/settings'
import { boxOfDrag, oppositeCorner, type CoverDrag } from './cover-drag'
import { pointIn, type Point } from './cover-geometry'
import type { Cover, CoverAction } from './cover-list'

/** The pointer has to move so far, in px, before it does more than point. */
const LEAST_WAY = 4

/** What is being dragged, and where the pointer went down and is now, in px of the window. */
interface Going {
  readonly drag: CoverDrag
  readonly start: Point
  readonly at: Point
}

interface CoverDragging {
  /** The cover that is drawn, moved or resized, as it would be; `id` is `null` for a new one. */
  readonly draft: { readonly id: number | null; readonly box: Cover['box'] } | null
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerCancel: () => void
  }
}

/** Draws, moves and resizes covers with the pointer; each takes effect when it is let go. */
export function useCoverDrag(
  stage: RefObject<HTMLElement | null>,
  covers: readonly Cover[],
  act: (action: CoverAction) => void,
): CoverDragging {
  const [going, setGoing] = useState<Going | null>(null)
  const pointOf = ({ x, y }: Point): Point => {
    const area = stage.current?.getBoundingClientRect()
    return area ? pointIn(area, x, y) : { x: 0, y: 0 }
  }
  const draft = going && isUnderWay(going) ? draftOf(going, pointOf(going.at)) : null
  return {
    draft,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0 || going) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = placeOf(event)
        const drag = dragFrom(event.target, covers, pointOf(at))
        act({ type: 'select', id: drag.kind === 'draw' ? null : drag.id })
        setGoing({ drag, start: at, at })
      },
      onPointerMove: (event) => {
        if (going) setGoing({ ...going, at: placeOf(event) })
      },
      onPointerUp: (event) => {
        if (!going) return
        const ended = { ...going, at: placeOf(event) }
        setGoing(null)
        if (!isUnderWay(ended)) return
        const { id, box } = draftOf(ended, pointOf(ended.at))
        act(id === null ? { type: 'add', box } : { type: 'change', id, box })
      },
      onPointerCancel: () => setGoing(null),
    },
  }
}

const placeOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY })

const isUnderWay = ({ start, at }: Going): boolean =>
  Math.hypot(at.x - start.x, at.y - start.y) >= LEAST_WAY

const draftOf = ({ drag }: Going, to: Point) => ({
  id: drag.kind === 'draw' ? null : drag.id,
  box: boxOfDrag(drag, to),
})

/** What begins where the pointer goes down: on a cover's corner, on a cover, or beside them all. */
function dragFrom(target: EventTarget, covers: readonly Cover[], from: Point): CoverDrag {
  const element = target instanceof Element ? target : null
  const id = Number(element?.closest<HTMLElement>('[data-cover]')?.dataset.cover)
  const cover = covers.find((one) => one.id === id)
  if (!cover) return { kind: 'draw', from }
  const corner = element?.closest<HTMLElement>('[data-corner]')?.dataset.corner
  return corner === undefined
    ? { kind: 'move', id, from, box: cover.box }
    : { kind: 'resize', id, fixed: oppositeCorner(cover.box, corner as Corner) }
}
