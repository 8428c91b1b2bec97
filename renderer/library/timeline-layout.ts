/**
 * Where things stand along the timeline. The course of a conversation is when it was on; what lies
 * between two sittings takes no room. Pure; times in milliseconds since the epoch.
 */
import type { TimeSpan } from '@contract/library'

/** In order of time; at least one. */
export type Course = readonly TimeSpan[]

/** How long it was on, in ms. */
export const lengthOf = (course: Course): number =>
  course.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)

/** How much of it had passed by a time, in ms. */
export const passedBy = (course: Course, at: number): number =>
  course.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(at, to) - from), 0)

/** The time by which so many ms of it had passed; within its ends. */
export function timeAfter(course: Course, passed: number): number {
  let left = Math.max(0, passed)
  for (const { from, to } of course) {
    if (left <= to - from) return from + left
    left -= Math.max(0, to - from)
  }
  return course.at(-1)?.to ?? 0
}

/** How far along a time is, from 0 to 1. */
export function placeIn(course: Course, at: number): number {
  const length = lengthOf(course)
  return length === 0 ? 0 : passedBy(course, at) / length
}

/**
 * As many as there is room for, side by side in places of equal width: of those that fall into one
 * place the first, which is when something new came into sight.
 */
export function inPlaces<Thing extends { readonly at: number }>(
  things: readonly Thing[],
  course: Course,
  places: number,
): readonly { readonly thing: Thing; readonly place: number }[] {
  const first = new Map<number, Thing>()
  for (const thing of things) {
    const place = Math.min(places - 1, Math.floor(placeIn(course, thing.at) * places))
    const known = first.get(place)
    if (known === undefined || thing.at < known.at) first.set(place, thing)
  }
  return [...first]
    .map(([place, thing]) => ({ thing, place }))
    .sort((one, other) => one.place - other.place)
}
