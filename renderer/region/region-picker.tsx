import { useEffect, useReducer, useRef, type PointerEvent, type ReactNode } from 'react'
import type { Box } from '@contract/settings'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import type { PixelBox, Size } from '../vision/composition'
import { pointInPicture, SMALLEST, toParts, type Point } from './geometry'
import { eventForKey } from './region-keys'
import { SelectionBox } from './selection-box'
import { reduceSelection, refusal, selectNothing, type Grip, type Selection } from './selection'

interface RegionPickerProps {
  /** URL of a still of the whole screen. */
  readonly picture: string
  /** Size of the screen, in px. */
  readonly screen: Size
  /** `null`: the user thought better of it. */
  readonly onAnswer: (region: Box | null) => void
}

/** What a screen reader says of the part, and why it cannot be shared. */
function describe({ box, refused }: Selection): string {
  if (refused === 'nothing') return words.region.nothing
  if (refused === 'too-small') return words.region.tooSmall(SMALLEST)
  if (!box) return ''
  const { size, place } = words.region
  return `${size(box.width, box.height)}, ${place(box.left, box.top)}`
}

/** The bar lies at the lower edge, and goes to the upper one when the part is there. */
const BAR_PART = 0.8
const isBelow = (box: PixelBox | null, { height }: Size): boolean =>
  box !== null && box.top + box.height > height * BAR_PART && box.top > height * (1 - BAR_PART)

/** Covers the screen with its own picture; what is not chosen is dimmed. */
export function RegionPicker({ picture, screen, onAnswer }: RegionPickerProps): ReactNode {
  const [selection, tell] = useReducer(reduceSelection, screen, selectNothing)
  const area = useRef<HTMLElement>(null)
  const { box, hold, refused } = selection

  useEffect(() => {
    area.current?.focus()
  }, [])

  const confirm = (): void => {
    if (box && refusal(selection) === null) onAnswer(toParts(box, screen))
    else tell({ type: 'refuse' })
  }

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // On a button, Enter means that button.
      const onButton = event.target instanceof HTMLButtonElement
      const change = eventForKey(event)
      if (change) tell(change)
      else if (event.key === 'Escape') onAnswer(null)
      else if (event.key === 'Enter' && !onButton) confirm()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top, width, height } = area.current?.getBoundingClientRect() ?? new DOMRect()
    return pointInPicture({ x: clientX - left, y: clientY - top }, { width, height }, screen)
  }
  const onGrip = (event: PointerEvent, grip: Grip): void => {
    if (event.button !== 0) return
    event.stopPropagation()
    area.current?.setPointerCapture(event.pointerId)
    tell({ type: 'down', at: placeOf(event), grip })
  }

  return (
    <>
      <main
        ref={area}
        role="application"
        tabIndex={0}
        className="region"
        aria-label={words.region.label}
        aria-describedby="region-hint region-keys"
        onPointerDown={(event) => onGrip(event, 'ground')}
        onPointerMove={(event) => {
          if (hold) tell({ type: 'drag', at: placeOf(event) })
        }}
        onPointerUp={() => tell({ type: 'up' })}
        onPointerCancel={() => tell({ type: 'up' })}
      >
        <img className="region-picture" src={picture} alt="" draggable={false} />
        {box ? (
          <SelectionBox box={box} screen={screen} held={hold !== null} onGrip={onGrip} />
        ) : (
          <div className="region-dim" />
        )}
      </main>
      <section
        className="region-bar"
        aria-label={words.region.label}
        data-away={hold !== null}
        data-place={isBelow(box, screen) ? 'top' : 'bottom'}
      >
        <div className="region-words">
          <p id="region-hint">{refused ? describe(selection) : words.region.hint}</p>
          <p id="region-keys" className="hint">
            {words.region.keys}
          </p>
        </div>
        <div className="region-buttons">
          <Button onClick={() => onAnswer(null)}>{words.app.cancel}</Button>
          <Button tone="primary" onClick={confirm}>
            {words.region.confirm}
          </Button>
        </div>
        <p role="status" className="visually-hidden">
          {hold ? '' : describe(selection)}
        </p>
      </section>
    </>
  )
}
