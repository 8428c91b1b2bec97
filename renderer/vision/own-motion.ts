import type { Box } from '@contract/settings'
import type { Size } from './composition'

/**
 * Marks what moves by itself because something is captured: the preview and the age of the last
 * picture, what was saved. On a shared screen where this page is seen, each picture sent would move
 * them, and so be the cause of the next.
 */
export const OWN_MOTION = { 'data-own-motion': true } as const
/**
 * Soft edges, and a layout that has changed since, in CSS px. X11 tells where the window's frame
 * begins, not the page: its title may take 48 px above, its border 8 at the left.
 */
const MARGIN_PX = { left: 8, top: 8, right: 16, bottom: 56 }

/**
 * The parts of the shared screen in which this page moves by itself; none while it is not seen
 * there.
 *
 * @param page where the page lies on the screen, in parts of that screen.
 */
export function ownMotionOn(page: Box | null): Box[] {
  if (page === null) return []
  const viewport = { width: window.innerWidth, height: window.innerHeight }
  const elements = [...document.querySelectorAll('[data-own-motion]')]
  return elements.flatMap((element) =>
    partOfScreen(element.getBoundingClientRect(), viewport, page),
  )
}

/** Where a rectangle of the page, in CSS px, lies on the screen, in parts of it; cut at its edges. */
export function partOfScreen(
  { left, top, right, bottom }: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>,
  viewport: Size,
  page: Box,
): Box[] {
  if (right <= left || bottom <= top) return []
  const across = (x: number): number => within(page.left + (x / viewport.width) * page.width)
  const down = (y: number): number => within(page.top + (y / viewport.height) * page.height)
  const from = { left: across(left - MARGIN_PX.left), top: down(top - MARGIN_PX.top) }
  const width = across(right + MARGIN_PX.right) - from.left
  const height = down(bottom + MARGIN_PX.bottom) - from.top
  return width > 0 && height > 0 ? [{ ...from, width, height }] : []
}

const within = (part: number): number => Math.min(1, Math.max(0, part))
