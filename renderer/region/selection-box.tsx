import type { CSSProperties, PointerEvent, ReactNode } from 'react'
import { words } from '../i18n/words'
import type { PixelBox, Size } from '../vision/composition'
import { isLargeEnough, toParts, type Edges } from './geometry'
import type { Grip } from './selection'

interface SelectionBoxProps {
  readonly box: PixelBox
  readonly screen: Size
  readonly held: boolean
  readonly onGrip: (event: PointerEvent, grip: Grip) => void
}

const HANDLES: readonly Edges[] = (['top', null, 'bottom'] as const).flatMap((y) =>
  (['left', null, 'right'] as const).filter((x) => x !== null || y !== null).map((x) => ({ x, y })),
)

const percent = (part: number): string => `${part * 100}%`

/** Above the box, or inside where there is no room above. */
const LABEL_ROOM = 0.04

/** The part that is chosen: not dimmed, with its size and handles. */
export function SelectionBox({ box, screen, held, onGrip }: SelectionBoxProps): ReactNode {
  const parts = toParts(box, screen)
  const style: CSSProperties = {
    left: percent(parts.left),
    top: percent(parts.top),
    width: percent(parts.width),
    height: percent(parts.height),
  }
  return (
    <div
      className="region-box"
      style={style}
      data-small={!isLargeEnough(box)}
      data-held={held}
      onPointerDown={(event) => onGrip(event, 'box')}
    >
      <span className="region-size" data-inside={parts.top < LABEL_ROOM}>
        {words.region.size(box.width, box.height)}
      </span>
      {HANDLES.map(({ x, y }) => (
        <span
          key={`${x ?? ''} ${y ?? ''}`}
          className="region-handle"
          data-x={x}
          data-y={y}
          onPointerDown={(event) => onGrip(event, { x, y })}
        />
      ))}
    </div>
  )
}
