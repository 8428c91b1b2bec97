import { describe, expect, it } from 'vitest'
import { inPlaces, placeIn } from './timeline-layout'

const SPAN = { from: 1000, to: 2000 }
const things = (...times: number[]): { at: number }[] => times.map((at) => ({ at }))
const shown = (times: number[], places: number): [number, number][] =>
  inPlaces(things(...times), SPAN, places).map(({ thing, place }) => [place, thing.at])

describe('the layout of the timeline', () => {
  it('places times between its ends', () => {
    expect(placeIn(SPAN, 1500)).toBe(0.5)
    expect(placeIn(SPAN, 0)).toBe(0)
    expect(placeIn(SPAN, 9000)).toBe(1)
    expect(placeIn({ from: 5, to: 5 }, 5)).toBe(0)
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
