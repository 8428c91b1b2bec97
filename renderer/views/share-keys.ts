/** Where an option lies in the picker. */
export interface Place {
  readonly left: number
  readonly top: number
}

function inRow(places: readonly Place[], from: Place, down: boolean): number {
  const tops = places
    .map(({ top }) => top)
    .filter((top) => (down ? top > from.top : top < from.top))
  if (tops.length === 0) return -1
  const row = down ? Math.min(...tops) : Math.max(...tops)
  let best = -1
  places.forEach(({ left, top }, index) => {
    if (top !== row) return
    const bestLeft = places[best]?.left
    if (bestLeft === undefined || Math.abs(left - from.left) < Math.abs(bestLeft - from.left)) {
      best = index
    }
  })
  return best
}

/** The option that a key leads to from `current` (-1: none yet), or `null` for other keys. */
export function optionAfterKey(
  key: string,
  current: number,
  places: readonly Place[],
): number | null {
  const last = places.length - 1
  const from = places[current]
  if (last < 0) return null
  switch (key) {
    case 'Home':
      return 0
    case 'End':
      return last
    case 'ArrowRight':
      return Math.min(current + 1, last)
    case 'ArrowLeft':
      return Math.max(current - 1, 0)
    case 'ArrowDown':
    case 'ArrowUp': {
      const down = key === 'ArrowDown'
      if (!from) return down ? 0 : last
      const found = inRow(places, from, down)
      // In the last row there is no further row, but there may be further options.
      return found >= 0 ? found : Math.max(0, Math.min(current + (down ? 1 : -1), last))
    }
    default:
      return null
  }
}
