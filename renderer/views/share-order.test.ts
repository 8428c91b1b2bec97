import { describe, expect, it } from 'vitest'
import type { ShareKind } from '@contract/session'
import { optionAfterKey } from './share-keys'
import { mergeOptions, type ShareOption } from './share-order'
import { looksAgain } from './share-refresh'

const option = (kind: ShareKind, id: string, thumbnail = ''): ShareOption => ({
  kind,
  id,
  name: id,
  thumbnail,
})
const ids = (options: readonly ShareOption[]): string[] => options.map(({ id }) => id)

describe('mergeOptions', () => {
  it('puts screens before windows before cameras', () => {
    const seen = [option('camera', 'c'), option('window', 'w'), option('screen', 's')]
    expect(ids(mergeOptions([], seen))).toEqual(['s', 'w', 'c'])
  })

  it('keeps known options in place, adds new ones last, drops those gone, renews pictures', () => {
    const known = [option('screen', 's'), option('window', 'a'), option('window', 'b')]
    const seen = [
      option('screen', 's', 'new'),
      option('window', 'x'),
      option('window', 'b'),
      option('window', 'y'),
    ]
    const merged = mergeOptions(known, seen)
    expect(ids(merged)).toEqual(['s', 'b', 'x', 'y'])
    expect(merged[0]?.thumbnail).toBe('new')
  })

  it('shows a source once', () => {
    expect(mergeOptions([], [option('window', 'a'), option('window', 'a')])).toHaveLength(1)
  })
})

describe('looksAgain', () => {
  it('never asks twice where each look is a dialog of the system', () => {
    expect(looksAgain('wayland')).toBe(false)
    expect(looksAgain('x11')).toBe(true)
    expect(looksAgain('native')).toBe(true)
  })
})

describe('optionAfterKey', () => {
  // Two rows of two, and a last row of one.
  const places = [
    { left: 0, top: 0 },
    { left: 100, top: 0 },
    { left: 0, top: 50 },
    { left: 100, top: 50 },
    { left: 0, top: 100 },
  ]

  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 1, 0],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 4, 4],
    ['ArrowDown', 1, 3],
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 1],
    ['ArrowUp', 4, 2],
    ['ArrowDown', 4, 4],
    ['Home', 3, 0],
    ['End', 0, 4],
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 4],
  ])('%s from %i leads to %i', (key, from, to) => {
    expect(optionAfterKey(key, from, places)).toBe(to)
  })

  it('leaves other keys alone, and an empty list', () => {
    expect(optionAfterKey('a', 0, places)).toBeNull()
    expect(optionAfterKey('ArrowDown', -1, [])).toBeNull()
  })
})
