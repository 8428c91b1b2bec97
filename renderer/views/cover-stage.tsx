import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import type { SentFrame } from '@contract/session'
import type { Box, Corner } from '@contract/settings'
import { words } from '../i18n/words'
import { OWN_MOTION } from '../vision/own-motion'
import { boxAfterKey } from './cover-keys'
import type { Cover, CoverAction, CoverList } from './cover-list'
import { SentImage } from './sent-image'
import { useCoverDrag } from './use-cover-drag'

const CORNERS: readonly Corner[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right']

const placeOf = ({ left, top, width, height }: Box): CSSProperties => ({
  left: `${left * 100}%`,
  top: `${top * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

/** What a key does to the selected cover; `null`: nothing. */
function actionOfKey({ key, shiftKey }: KeyboardEvent, { id, box }: Cover): CoverAction | null {
  if (key === 'Delete' || key === 'Backspace') return { type: 'remove', id }
  if (key === 'PageDown') return { type: 'step', by: 1 }
  if (key === 'PageUp') return { type: 'step', by: -1 }
  const changed = boxAfterKey(box, key, shiftKey)
  return changed && { type: 'change', id, box: changed }
}

interface CoverStageProps {
  readonly frame: SentFrame
  readonly source: string
  readonly list: CoverList
  readonly act: (action: CoverAction) => void
  readonly hintId: string
}

/** The picture that was sent last, with covers that are drawn, moved and resized on it. */
export function CoverStage({ frame, source, list, act, hintId }: CoverStageProps): ReactNode {
  const stage = useRef<HTMLDivElement>(null)
  const { covers, selected } = list
  const { draft, handlers } = useCoverDrag(stage, covers, act)
  const reachable = selected ?? covers[0]?.id

  useEffect(() => {
    stage.current?.querySelector<HTMLElement>(`[data-cover="${selected}"]`)?.focus()
  }, [selected])

  const onKeyDown = (event: KeyboardEvent, cover: Cover): void => {
    const action = actionOfKey(event, cover)
    if (!action) return
    event.preventDefault()
    act(action)
  }

  return (
    <div
      ref={stage}
      role="application"
      className="cover-stage"
      aria-label={words.covers.stage}
      aria-describedby={hintId}
      style={{ '--ratio': frame.width / frame.height } as CSSProperties}
      {...OWN_MOTION}
      {...handlers}
    >
      <SentImage frame={frame} source={source} />
      {covers.map((cover, index) => {
        const { id } = cover
        const box = draft?.id === id ? draft.box : cover.box
        return (
          <button
            key={id}
            type="button"
            className="cover"
            data-cover={id}
            aria-label={words.covers.name(index + 1, covers.length, box)}
            aria-pressed={id === selected}
            tabIndex={id === reachable ? 0 : -1}
            style={placeOf(box)}
            onFocus={() => act({ type: 'select', id })}
            onKeyDown={(event) => onKeyDown(event, cover)}
          >
            {CORNERS.map((corner) => (
              <span key={corner} className="cover-corner" data-corner={corner} />
            ))}
          </button>
        )
      })}
      {draft?.id === null && <span className="cover cover-draft" style={placeOf(draft.box)} />}
    </div>
  )
}
