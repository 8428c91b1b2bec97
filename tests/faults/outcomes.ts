/** What became of each test, out of the runners' JSON reports. Pure but for `resolve`. */
import { relative, resolve, sep } from 'node:path'

export interface Outcome {
  /** From the project's folder, with slashes. */
  readonly file: string
  readonly title: string
  readonly result: 'passed' | 'failed' | 'skipped'
}

/** Of https://vitest.dev/guide/reporters.html#json-reporter, what is read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[]
  }[]
}

/** Of https://playwright.dev/docs/test-reporters#json-reporter, what is read here. */
export interface PlaywrightReport {
  readonly config: { readonly rootDir: string }
  readonly suites: readonly PlaywrightSuite[]
}
interface PlaywrightSuite {
  readonly file: string
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly { status: string }[]
  }[]
  readonly suites?: readonly PlaywrightSuite[]
}

const RESULTS: Readonly<Record<string, Outcome['result']>> = {
  passed: 'passed',
  failed: 'failed',
  expected: 'passed',
  flaky: 'passed',
  unexpected: 'failed',
}
const resultOf = (status: string | undefined): Outcome['result'] =>
  RESULTS[status ?? 'skipped'] ?? 'skipped'

export function readVitestOutcomes(report: VitestReport, folder: string): Outcome[] {
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({
      file: fromFolder(folder, name),
      title,
      result: resultOf(status),
    })),
  )
}

export function readPlaywrightOutcomes(report: PlaywrightReport, folder: string): Outcome[] {
  const ofSuite = (suite: PlaywrightSuite): Outcome[] => [
    ...(suite.specs ?? []).map(({ title, tests }) => ({
      file: fromFolder(folder, resolve(report.config.rootDir, suite.file)),
      title,
      result: resultOf(tests[0]?.status),
    })),
    ...(suite.suites ?? []).flatMap(ofSuite),
  ]
  return report.suites.flatMap(ofSuite)
}

const fromFolder = (folder: string, file: string): string =>
  relative(folder, file).split(sep).join('/')
