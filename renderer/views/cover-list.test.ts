import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from '@contract/settings'
import { MAX_COVERS as CONTRACT_MAX } from '@contract/session'
import { boxAfterKey } from './cover-keys'
import {
  coverListOf,
  MAX_COVERS,
  placeForCover,
  reduceCovers,
  type CoverAction,
  type CoverList,
} from './cover-list'

const box = { left: 0.2, top: 0.2, width: 0.2, height: 0.2 }
const after = (...actions: readonly CoverAction[]): CoverList =>
  actions.reduce(reduceCovers, coverListOf([]))
const NOWHERE: Box = { left: 1, top: 1, width: 1, height: 1 }
const add: CoverAction = { type: 'add', box }

describe('the covers', () => {
  it('selects what was added, and a neighbour of what was removed', () => {
    expect(after(add, add, add).selected).toBe(3)
    expect(after(add, add, add, { type: 'remove', id: 2 }).selected).toBe(3)
    expect(after(add, add, add, { type: 'remove', id: 3 }).selected).toBe(2)
    expect(after(add, { type: 'remove', id: 1 })).toMatchObject({ covers: [], selected: null })
  })

  it('goes from one to the next and no further', () => {
    const list = coverListOf([box, box])
    const first = reduceCovers(list, { type: 'select', id: 1 })
    const second = reduceCovers(first, { type: 'step', by: 1 })
    expect(second.selected).toBe(2)
    expect(reduceCovers(second, { type: 'step', by: 1 }).selected).toBe(2)
    expect(reduceCovers(first, { type: 'step', by: -1 }).selected).toBe(1)
  })

  it('changes one and no other', () => {
    const changed = { ...box, left: 0.5 }
    const { covers } = reduceCovers(coverListOf([box, box]), {
      type: 'change',
      id: 2,
      box: changed,
    })
    expect(covers.map((cover) => cover.box)).toEqual([box, changed])
  })

  it('never has more than main takes, nor two of one number', () => {
    expect(MAX_COVERS).toBe(CONTRACT_MAX)
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.constant(add) },
      fc.record({ type: fc.constant('remove' as const), id: fc.nat(30) }),
      fc.record({
        type: fc.constant('step' as const),
        by: fc.constantFrom(1 as const, -1 as const),
      }),
      fc.constant<CoverAction>({ type: 'clear' }),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const { covers, selected } = after(...actions)
        expect(covers.length).toBeLessThanOrEqual(MAX_COVERS)
        expect(new Set(covers.map(({ id }) => id)).size).toBe(covers.length)
        expect(selected === null || covers.some(({ id }) => id === selected)).toBe(true)
      }),
    )
  })

  it('places each one that is added by itself where no other lies', () => {
    let list = coverListOf([])
    for (let count = 0; count < MAX_COVERS; count += 1) {
      const place = placeForCover(list.covers) ?? NOWHERE
      expect(list.covers.map((cover) => cover.box)).not.toContainEqual(place)
      expect(Math.max(place.left + place.width, place.top + place.height)).toBeLessThanOrEqual(1)
      list = reduceCovers(list, { type: 'add', box: place })
    }
    expect(list.covers).toHaveLength(MAX_COVERS)
  })
})

describe('the keys of a cover', () => {
  it.each([
    ['ArrowRight', false, { left: 0.21 }],
    ['ArrowUp', false, { top: 0.19 }],
    ['ArrowRight', true, { width: 0.21 }],
    ['ArrowUp', true, { height: 0.19 }],
  ])('%s, Shift %s', (key, shift, change) => {
    const wanted = { ...box, ...change }
    const { left, top, width, height } = boxAfterKey(box, key, shift) ?? { ...box, left: -1 }
    expect(left).toBeCloseTo(wanted.left)
    expect(top).toBeCloseTo(wanted.top)
    expect(width).toBeCloseTo(wanted.width)
    expect(height).toBeCloseTo(wanted.height)
  })

  it('leaves other keys alone', () => {
    expect(boxAfterKey(box, 'Tab', false)).toBeNull()
  })
})
