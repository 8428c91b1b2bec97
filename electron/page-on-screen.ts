import type { Display, Rectangle } from 'electron'
import type { Box } from '@contract/settings'
import type { AppState } from '@contract/state'

/** What of the app's window is known where it is drawn. Screen coordinates, DIP. */
export interface WindowPlace {
  /** The page, without the window's frame; `null` while the window is not on any screen. */
  readonly content: Rectangle | null
  /** The system keeps the window out of pictures of the screen. */
  readonly isProtected: boolean
}

/**
 * Where the page lies on the screen that is shared, in parts of that screen, which reach beyond 0
 * and 1 where the window does. `null` where it is not seen there. A screen is found by its number;
 * where the system does not give one, it must be the only screen.
 */
export function pageOnScreen(
  sharing: AppState['sharing'],
  { content, isProtected }: WindowPlace,
  displays: readonly Pick<Display, 'id' | 'bounds'>[],
  displayIdOf: (sourceId: string) => string,
): Box | null {
  if (sharing.kind !== 'on' || content === null || isProtected) return null
  const { kind, id } = sharing.source
  if (kind !== 'screen' && kind !== 'region') return null
  const wanted = displayIdOf(id)
  const display =
    displays.length === 1 ? displays[0] : displays.find((one) => String(one.id) === wanted)
  return display ? partsOf(display.bounds, content) : null
}

function partsOf(screen: Rectangle, content: Rectangle): Box | null {
  const isApart =
    content.x >= screen.x + screen.width ||
    content.y >= screen.y + screen.height ||
    content.x + content.width <= screen.x ||
    content.y + content.height <= screen.y
  if (isApart) return null
  return {
    left: (content.x - screen.x) / screen.width,
    top: (content.y - screen.y) / screen.height,
    width: content.width / screen.width,
    height: content.height / screen.height,
  }
}
