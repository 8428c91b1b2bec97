/** What keys do in a list of one column. Pure. */

/**
 * The place that a key leads to, or `null` for other keys.
 *
 * @param current from 0; -1 when the list has not been entered yet.
 * @param pageRows how many rows are in sight at once.
 */
export function rowAfterKey(
  key: string,
  current: number,
  count: number,
  pageRows: number,
): number | null {
  if (count === 0) return null
  const within = (row: number): number => Math.max(0, Math.min(row, count - 1))
  const page = Math.max(1, pageRows - 1)
  switch (key) {
    case 'ArrowDown':
      return within(current + 1)
    case 'ArrowUp':
      return within(current - 1)
    case 'PageDown':
      return within(current + page)
    case 'PageUp':
      return within(current - page)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** Whether keys are text for this element, or an answer of its own. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"], [type="range"]), textarea, select') !== null
