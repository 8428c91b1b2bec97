/** What the user does goes before a focus that is still awaited. */
const USER_EVENTS = ['focusin', 'pointerdown', 'keydown'] as const

/**
 * Gives what `find` finds in a list the focus, as soon as it takes it: rows that have not been measured
 * yet are hidden, and what is hidden takes none. Returns what gives it up.
 */
export function focusWhenShown(list: HTMLElement, find: () => HTMLElement | null): () => void {
  const take = (): boolean => {
    const wanted = find()
    wanted?.focus({ preventScroll: true })
    return wanted !== null && wanted === document.activeElement
  }
  if (take()) return () => undefined
  const observer = new MutationObserver(() => {
    if (take()) stop()
  })
  const stop = (): void => {
    observer.disconnect()
    for (const name of USER_EVENTS) document.removeEventListener(name, stop)
  }
  for (const name of USER_EVENTS) document.addEventListener(name, stop)
  const inRows = { subtree: true, childList: true }
  observer.observe(list, { ...inRows, attributes: true, attributeFilter: ['style'] })
  return stop
}
