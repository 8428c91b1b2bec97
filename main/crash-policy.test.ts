import { expect, it } from 'vitest'
import { decideAfterCrash } from './crash-policy'

it.each([
  [[1_000], 'reopen'],
  [[1_000, 2_000], 'reopen'],
  [[1_000, 2_000, 3_000], 'give-up'],
  [[1_000, 2_000, 61_000], 'reopen'],
  [[1_000, 2_000, 61_000, 61_500], 'give-up'],
  [[1_000, 60_999, 61_000, 62_000], 'give-up'],
])('after crashes at %j: %s', (crashes, decision) => {
  expect(decideAfterCrash(crashes)).toBe(decision)
})
