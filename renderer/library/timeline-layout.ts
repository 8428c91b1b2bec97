/** Where things stand along the timeline. Pure. */

/** From `from` to `to`, in milliseconds since the epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** How far along a time is, from 0 to 1. */
export const placeIn = ({ from, to }: Span, at: number): number =>
  to <= from ? 0 : Math.max(0, Math.min(1, (at - from) / (to - from)))

/**
 * As many as there is room for, side by side in places of equal width: of those that fall into one
 * place the first, which is when something new came into sight.
 */
export function inPlaces<Thing extends { readonly at: number }>(
  things: readonly Thing[],
  span: Span,
  places: number,
): readonly { readonly thing: Thing; readonly place: number }[] {
  const first = new Map<number, Thing>()
  for (const thing of things) {
    const place = Math.min(places - 1, Math.floor(placeIn(span, thing.at) * places))
    const known = first.get(place)
    if (known === undefined || thing.at < known.at) first.set(place, thing)
  }
  return [...first]
    .map(([place, thing]) => ({ thing, place }))
    .sort((one, other) => one.place - other.place)
}
