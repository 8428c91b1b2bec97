import { expect, it } from 'vitest'
import { positionAfter, type PositionEvent, type ReviewPosition } from './review-position'

const after = (...events: PositionEvent[]): ReviewPosition =>
  events.reduce(positionAfter, { leader: 'lines', at: 0 })

it('follows the lines', () => {
  expect(after({ kind: 'lineRead', at: 5 }, { kind: 'lineRead', at: 9 }).at).toBe(9)
})

it('holds a time that was chosen, until the user takes the lines', () => {
  const chosen = after({ kind: 'timeChosen', at: 50 }, { kind: 'lineRead', at: 48 })
  expect(chosen.at).toBe(50)
  const taken = positionAfter(chosen, { kind: 'linesTaken' })
  expect(taken.at).toBe(50)
  expect(positionAfter(taken, { kind: 'lineRead', at: 60 }).at).toBe(60)
})
