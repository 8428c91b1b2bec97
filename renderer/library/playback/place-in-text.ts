/**
 * The place in the text of an element that a point of the window lies at, in UTF-16 units; `null` where
 * it lies on no text of it.
 */
export function placeAtPoint(element: Element, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y)
  if (caret === null || !element.contains(caret.offsetNode)) return null
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(caret.offsetNode, caret.offset)
  return before.toString().length
}
