import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addUp, NO_TESTS, readPlaywrightReport, readVitestReport } from './test-reports.mjs'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'reports-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const report = (content: unknown): string => {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

describe('counting tests', () => {
  it("reads vitest's report", () => {
    const path = report({
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 3,
    })
    expect(readVitestReport(path)).toEqual({ passed: 7, failed: 1, skipped: 5 })
  })

  it("reads Playwright's report", () => {
    const path = report({ stats: { expected: 4, unexpected: 2, flaky: 1, skipped: 3 } })
    expect(readPlaywrightReport(path)).toEqual({ passed: 5, failed: 2, skipped: 3 })
  })

  it('counts nothing when a runner died without a report', () => {
    expect(readVitestReport(join(folder, 'none.json'))).toEqual(NO_TESTS)
    expect(readPlaywrightReport(join(folder, 'none.json'))).toEqual(NO_TESTS)
  })

  it('adds up', () => {
    const sum = addUp([{ passed: 1, failed: 0, skipped: 1 }, NO_TESTS, { ...NO_TESTS, failed: 2 }])
    expect(sum).toEqual({ passed: 1, failed: 2, skipped: 1 })
  })
})
