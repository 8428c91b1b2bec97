import { expect, it } from 'vitest'
import { displayOf } from './display-of'

const LEFT = { id: 31, display_id: '31' }
const RIGHT = { id: 32, display_id: '32' }
const UNTOLD = { id: 31, display_id: '' }

it('finds a display by what its source says', () => {
  expect(displayOf(RIGHT, [LEFT, RIGHT], [LEFT, RIGHT])).toBe(RIGHT)
  expect(displayOf(RIGHT, [LEFT, RIGHT], [LEFT])).toBeNull()
})

it('takes the only one where the system does not tell, and never guesses between two', () => {
  expect(displayOf(UNTOLD, [UNTOLD], [LEFT])).toBe(LEFT)
  expect(displayOf(UNTOLD, [UNTOLD, UNTOLD], [LEFT, RIGHT])).toBeNull()
  expect(displayOf(UNTOLD, [UNTOLD], [LEFT, RIGHT])).toBeNull()
  expect(displayOf(UNTOLD, [UNTOLD], [])).toBeNull()
})
