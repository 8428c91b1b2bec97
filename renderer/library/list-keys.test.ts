import { describe, expect, it } from 'vitest'
import { rowAfterKey } from './list-keys'

describe('keys in a list', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 99, 99],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['PageDown', 3, 12],
    ['PageDown', 95, 99],
    ['PageUp', 3, 0],
    ['PageUp', 30, 21],
    ['Home', 50, 0],
    ['End', 50, 99],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(rowAfterKey(key, from, 100, 10)).toBe(to)
  })

  it('moves by one at least, however low the window', () => {
    expect(rowAfterKey('PageDown', 3, 100, 0)).toBe(4)
  })

  it('leaves other keys and empty lists alone', () => {
    expect(rowAfterKey('a', 3, 100, 10)).toBeNull()
    expect(rowAfterKey('ArrowDown', -1, 0, 10)).toBeNull()
  })
})
