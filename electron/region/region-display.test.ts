import { describe, expect, it } from 'vitest'
import type { ShareChoice, SharingState } from '@contract/session'
import { RegionShapes, shapeOf, type DisplayShape } from './region-display'

const region: ShareChoice = {
  kind: 'region',
  id: 'screen:1:0',
  name: 'Part of the screen',
  region: { left: 0, top: 0, width: 0.5, height: 0.5 },
}
const screen: ShareChoice = { kind: 'screen', id: 'screen:1:0', name: 'Entire screen' }

const starting = (source: ShareChoice, shareId = 1): SharingState => ({
  kind: 'starting',
  shareId,
  source,
})

const on = (source: ShareChoice, next: ShareChoice | null = null): SharingState => ({
  kind: 'on',
  shareId: 1,
  source,
  since: 0,
  paused: null,
  covers: [],
  coversRevision: 0,
  next: next && { shareId: 2, source: next },
})

describe('the share of a part of a screen', () => {
  it('has another part when the screen has another shape than at its start', () => {
    let shape = 'wide'
    const shapes = new RegionShapes(() => shape)
    expect(shapes.look(starting(region))).toEqual([])
    expect(shapes.look(on(region))).toEqual([])
    shape = 'narrow'
    expect(shapes.look(on(region))).toEqual([1])
    expect(shapes.look({ kind: 'off' })).toEqual([])
    // Chosen anew, on the screen as it is.
    expect(shapes.look(starting(region, 3))).toEqual([])
  })

  it('is looked at while it is to take the place of another, and by its own screen', () => {
    const now = new Map([
      ['screen:1:0', 'one'],
      ['screen:2:0', 'two'],
    ])
    const shapes = new RegionShapes((id) => now.get(id) ?? '')
    const other = { ...region, id: 'screen:2:0' }
    expect(shapes.look(on(region, other))).toEqual([])
    now.set('screen:2:0', 'changed')
    expect(shapes.look(on(region, other))).toEqual([2])
    now.set('screen:1:0', 'changed')
    expect(shapes.look(on(region, other))).toEqual([1, 2])
  })

  it('alone counts: of a whole screen all is shown, whatever its shape', () => {
    let shape = 'wide'
    const shapes = new RegionShapes(() => shape)
    shapes.look(on(screen))
    shape = 'narrow'
    expect(shapes.look(on(screen))).toEqual([])
  })
})

describe('the shape of a screen', () => {
  const size = { width: 1920, height: 1080 }
  const one: DisplayShape = { id: 1, size, scaleFactor: 1 }
  const two: DisplayShape = { id: 2, size, scaleFactor: 1 }

  it.each<[string, DisplayShape[]]>([
    ['it has another size', [{ ...one, size: { width: 1280, height: 960 } }, two]],
    ['it is turned', [{ ...one, size: { width: 1080, height: 1920 } }, two]],
    ['it has another scale', [{ ...one, scaleFactor: 2 }, two]],
    ['it is gone', [two]],
    ['another has taken its place', [two, { ...one, id: 3 }]],
  ])('changes when %s', (_, displays) => {
    expect(shapeOf('1', displays)).not.toBe(shapeOf('1', [one, two]))
    expect(shapeOf('2', displays)).toBe(shapeOf('2', [one, two]))
  })

  it('is that of all where the system does not tell which it is', () => {
    const changed = { ...two, scaleFactor: 2 }
    expect(shapeOf('', [one, changed])).not.toBe(shapeOf('', [one, two]))
    expect(shapeOf('', [one])).not.toBe(shapeOf('', [one, two]))
    expect(shapeOf('', [one, two])).toBe(shapeOf('', [one, two]))
  })
})
