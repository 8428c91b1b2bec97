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

/** From the best to the worst. */
const BY_WORTH = ['passed', 'skipped', 'failed'] as const

/** What several runs say together: of each test the worst; one that a run lacks was skipped there. */
export function worstOf(runs: readonly (readonly Outcome[])[]): Outcome[] {
  const isSame = (a: Outcome, b: Outcome): boolean => a.file === b.file && a.title === b.title
  const all = runs.reduce<readonly Outcome[]>(
    (known, run) => [...known, ...run.filter((one) => !known.some((other) => isSame(one, other)))],
    [],
  )
  return all.map((outcome) => {
    const results = runs.flatMap((run): Outcome['result'][] => {
      const own = run.filter((other) => isSame(other, outcome)).map(({ result }) => result)
      return own.length > 0 ? own : ['skipped']
    })
    return { ...outcome, result: BY_WORTH.findLast((one) => results.includes(one)) ?? 'skipped' }
  })
}

const fromFolder = (folder: string, file: string): string =>
  relative(folder, file).split(sep).join('/')
