import { expect, it } from 'vitest'
import { overBudget, sizeLines } from './size-budget.mjs'

const BUDGET = { page: { what: 'the page', bytes: 2000 }, main: { what: 'main', bytes: 1000 } }

it('says what is too large, by how much, and what is at its bound is not', () => {
  expect(overBudget(BUDGET, { page: 2000, main: 1000 })).toEqual([])
  expect(overBudget(BUDGET, { page: 2100, main: 1000 })).toEqual([
    'the page: 2.1 kB, more than 2.0 kB.',
  ])
})

it('lets nothing through that was not measured, or is not there', () => {
  expect(overBudget(BUDGET, { page: 0 })).toEqual([
    'Not measured: the page.',
    'Not measured: main.',
  ])
})

it('has a line for each', () => {
  expect(sizeLines(BUDGET, { page: 1500, main: 10 })).toEqual([
    expect.stringMatching(/^ +1\.5 kB of +2\.0 kB {2}the page$/),
    expect.stringMatching(/^ +0\.0 kB of +1\.0 kB {2}main$/),
  ])
})
