/** A stage of `npm test`: whether what was built keeps to its size. */
import { say } from '../runtime/terminal.mjs'
import { sizesOfBuild } from './measure-size.mjs'
import { BUILD_BUDGET, overBudget, sizeLines } from './size-budget.mjs'

/** @type {import('../runtime/test-stages.mjs').Stage} */
export const sizeStage = {
  title: 'Size of what was built',
  run() {
    const sizes = sizesOfBuild()
    for (const line of sizeLines(BUILD_BUDGET, sizes)) say(line)
    const problems = overBudget(BUILD_BUDGET, sizes)
    for (const problem of problems) say(problem)
    const all = Object.keys(BUILD_BUDGET).length
    const failed = problems.length
    const counts = { passed: all - failed, failed, skipped: 0 }
    return Promise.resolve({ code: failed === 0 ? 0 : 1, counts })
  },
}
