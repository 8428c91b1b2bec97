import { describe, expect, it } from 'vitest'
import { inPlaces, lengthOf, passedBy, placeIn, timeAfter } from './timeline-layout'

const SPAN = [{ from: 1000, to: 2000 }]
/** Gone on with a day later. */
const TWICE = [
  { from: 1000, to: 2000 },
  { from: 86_401_000, to: 86_404_000 },
]
const things = (...times: number[]): { at: number }[] => times.map((at) => ({ at }))
const shown = (times: number[], places: number): [number, number][] =>
  inPlaces(things(...times), SPAN, places).map(({ thing, place }) => [place, thing.at])

describe('the layout of the timeline', () => {
  it('places times between its ends', () => {
    expect(placeIn(SPAN, 1500)).toBe(0.5)
    expect(placeIn(SPAN, 0)).toBe(0)
    expect(placeIn(SPAN, 9000)).toBe(1)
    expect(placeIn([{ from: 5, to: 5 }], 5)).toBe(0)
  })

  it('leaves out what lies between two sittings', () => {
    expect(lengthOf(TWICE)).toBe(4000)
    expect(
      [500, 1500, 2000, 50_000_000, 86_401_000, 86_402_000, Infinity].map((at) =>
        placeIn(TWICE, at),
      ),
    ).toEqual([0, 0.125, 0.25, 0.25, 0.25, 0.5, 1])
    expect([0, 500, 1001, 4000, 5000].map((passed) => timeAfter(TWICE, passed))).toEqual([
      1000, 1500, 86_401_001, 86_404_000, 86_404_000,
    ])
    for (const at of [1200, 86_402_500]) expect(timeAfter(TWICE, passedBy(TWICE, at))).toBe(at)
  })

  it('shows the first thing of each place', () => {
    expect(shown([1000, 1010, 1490, 1510, 1999, 2000], 2)).toEqual([
      [0, 1000],
      [1, 1510],
    ])
  })

  it('needs no order, and shows no more than there is room for', () => {
    expect(shown([1900, 1100, 1000], 10)).toEqual([
      [0, 1000],
      [1, 1100],
      [9, 1900],
    ])
    const many = Array.from({ length: 3600 }, (_, index) => 1000 + index / 4)
    expect(shown(many, 12).length).toBeLessThanOrEqual(12)
  })
})
