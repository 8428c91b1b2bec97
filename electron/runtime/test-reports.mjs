/** Reading how many tests passed and failed from the runners' JSON reports. */
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NO_TESTS = { passed: 0, failed: 0, skipped: 0 }

/**
 * https://vitest.dev/guide/reporters.html#json-reporter
 *
 * @param {string} path
 * @returns {Counts}
 */
export function readVitestReport(path) {
  if (!existsSync(path)) return NO_TESTS
  const report = JSON.parse(readFileSync(path, 'utf8'))
  const skipped = report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped }
}

/**
 * https://playwright.dev/docs/api/class-testresult; a flaky test passed in the end.
 *
 * @param {string} path
 * @returns {Counts}
 */
export function readPlaywrightReport(path) {
  if (!existsSync(path)) return NO_TESTS
  const { stats } = JSON.parse(readFileSync(path, 'utf8'))
  const passed = stats.expected + stats.flaky
  return { passed, failed: stats.unexpected, skipped: stats.skipped }
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function addUp(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  }
}
