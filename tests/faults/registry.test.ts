import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPlaywrightOutcomes, readVitestOutcomes, worstOf, type Outcome } from './outcomes'
import { mayPublish } from './publish'
import { ROWS, type FaultRow } from './rows'
import { markdownTable, replaceSection, terminalTable, totals } from './tables'
import { failuresIn, judge, rowsOfTitle } from './verdicts'

const projectFolder = resolve(import.meta.dirname, '../..')

describe('the rows', () => {
  it('are 1 to 84, each once and in order', () => {
    expect(ROWS.map(({ number }) => number)).toEqual(Array.from({ length: 84 }, (_, at) => at + 1))
  })

  it('name only tests that are there', () => {
    for (const [file, title] of ROWS.flatMap(({ tests = [] }) => tests)) {
      expect(readFileSync(resolve(projectFolder, file), 'utf8'), file).toContain(`'${title}'`)
    }
  })

  it('have tests, or say why they are not run', () => {
    const tested = ['tests/faults', 'tests/fuzz'].flatMap((folder) =>
      readdirSync(resolve(projectFolder, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(test|spec)\.ts$/.test(file) && file !== 'registry.test.ts')
        .map((file) => readFileSync(resolve(projectFolder, folder, file), 'utf8'))
        .flatMap((text) => text.match(/(?<=['`])rows? [\d, -]+:/g) ?? [])
        .flatMap(rowsOfTitle),
    )
    const unproven = ROWS.filter(
      ({ number, tests, notRun }) => !tested.includes(number) && !tests && notRun === undefined,
    )
    expect(unproven).toEqual([])
  })
})

describe('a verdict', () => {
  const row: FaultRow = { number: 13, fault: 'RST', expected: 'resumes', level: 'main' }
  const named = (result: Outcome['result'], title = 'row 13: resumes'): Outcome => ({
    file: 'tests/faults/cuts.test.ts',
    title,
    result,
  })
  const resultOf = (row: FaultRow, ...outcomes: Outcome[]): string | undefined =>
    judge([row], outcomes)[0]?.result

  it('is passed only by a test that passed, and failed by any that failed', () => {
    expect(resultOf(row)).toBe('no test')
    expect(resultOf(row, named('passed', 'row 14: resumes'))).toBe('no test')
    expect(resultOf(row, named('passed'))).toBe('passed')
    expect(resultOf(row, named('passed'), named('failed', 'rows 12, 13: both'))).toBe('failed')
    expect(resultOf(row, named('skipped'))).toBe('not run')
    expect(resultOf(row, named('passed'), named('skipped'))).toBe('passed in part')
  })

  it('says what was left out', () => {
    const withWhy = { ...row, notRun: 'needs a Mac' }
    expect(resultOf(withWhy)).toBe('not run')
    expect(resultOf(withWhy, named('passed'))).toBe('passed in part')
    expect(terminalTable(judge([withWhy], [named('passed')]))).toContain('not run: needs a Mac')
  })

  it('is failed by a test that is named and did not run', () => {
    const elsewhere = { ...row, tests: [['a.spec.ts', 'lives on']] } as const
    expect(resultOf(elsewhere, named('passed'))).toBe('failed')
    const outcome = { file: 'a.spec.ts', title: 'lives on', result: 'passed' } as const
    expect(resultOf(elsewhere, outcome)).toBe('passed')
    expect(resultOf(elsewhere, { ...outcome, file: 'b.spec.ts' })).toBe('failed')
  })

  it('of a row of the app is passed by nothing but a test in the app', () => {
    const inApp: FaultRow = { ...row, level: 'electron' }
    const spec: Outcome = { ...named('passed'), file: 'tests/faults/e2e/cuts.spec.ts' }
    expect(resultOf(inApp, named('passed'))).toBe('passed in part')
    expect(resultOf(inApp, named('passed'), { ...spec, result: 'skipped' })).toBe('passed in part')
    expect(resultOf(inApp, named('passed'), spec)).toBe('passed')
    expect(terminalTable(judge([inApp], [named('passed')]))).toContain(
      'not run: in the real Electron',
    )
  })

  it('makes the run fail where nothing proves a row and nothing says why', () => {
    const failures = (row: FaultRow, ...outcomes: Outcome[]): number =>
      failuresIn(judge([row], outcomes)).length
    expect(failures(row)).toBe(1)
    expect(failures(row, named('failed'))).toBe(1)
    expect(failures({ ...row, notRun: 'needs a Mac' })).toBe(0)
    expect(failures(row, named('passed'))).toBe(0)
  })

  it('knows the rows of a title', () => {
    expect(rowsOfTitle('row 7: x')).toEqual([7])
    expect(rowsOfTitle('rows 29, 31-33: x')).toEqual([29, 31, 32, 33])
    expect(rowsOfTitle('a row 7: x')).toEqual([])
    expect(rowsOfTitle('row 7 x')).toEqual([])
  })
})

describe('the document', () => {
  it('is written only after a whole run that came to its end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightline-rows-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const written = join(folder, 'vitest.json')
    writeFileSync(written, '{}')
    const run = { asked: 'all', exitCodes: [1, 0, 1], reports: [written, written] } as const
    expect(mayPublish(run)).toBe(true)
    expect(mayPublish({ ...run, asked: 'some' })).toBe(false)
    expect(mayPublish({ ...run, exitCodes: [0, 0, 130] })).toBe(false)
    expect(mayPublish({ ...run, exitCodes: [0, null, 0] })).toBe(false)
    expect(mayPublish({ ...run, reports: [written, join(folder, 'playwright.json')] })).toBe(false)
  })
})

describe('the reports', () => {
  it('of both runners are read', () => {
    const vitest = {
      testResults: [
        { name: '/p/tests/a.test.ts', assertionResults: [{ title: 'row 1: a', status: 'passed' }] },
      ],
    }
    expect(readVitestOutcomes(vitest, '/p')).toEqual([
      { file: 'tests/a.test.ts', title: 'row 1: a', result: 'passed' },
    ])
    const specs = [
      { title: 'row 2: b', tests: [{ status: 'unexpected' }] },
      { title: 'row 3: c', tests: [] },
    ]
    const playwright = {
      config: { rootDir: '/p/tests' },
      suites: [{ file: 'e2e/b.spec.ts', suites: [{ file: 'e2e/b.spec.ts', specs }] }],
    }
    expect(readPlaywrightOutcomes(playwright, '/p')).toEqual([
      { file: 'tests/e2e/b.spec.ts', title: 'row 2: b', result: 'failed' },
      { file: 'tests/e2e/b.spec.ts', title: 'row 3: c', result: 'skipped' },
    ])
  })

  it('of several runs count with the worst of each test', () => {
    const of = (title: string, result: Outcome['result']): Outcome => ({
      file: 'a.test.ts',
      title,
      result,
    })
    const [first, second] = [
      [of('row 1: a', 'passed'), of('row 2: b', 'passed'), of('row 3: c', 'passed')],
      [of('row 1: a', 'passed'), of('row 2: b', 'failed')],
    ]
    expect(worstOf([first, second])).toEqual([
      of('row 1: a', 'passed'),
      of('row 2: b', 'failed'),
      of('row 3: c', 'skipped'),
    ])
    expect(worstOf([first])).toEqual(first)
  })

  it('become a table between its marks, and nothing else changes', () => {
    const verdicts = judge(
      [{ number: 1, fault: 'a|b', expected: '__proto__', level: 'main' }],
      [{ file: 'a.test.ts', title: 'row 1: a', result: 'passed' }],
    )
    expect(totals(verdicts)).toBe('1 passed')
    const facts = { command: 'npm run faults', date: '2026-01-02', versions: 'Node 20', seed: 5 }
    const table = markdownTable(verdicts, facts)
    expect(table).toContain('| 1 | a\\|b | \\_\\_proto\\_\\_ | passed | 1 test in Node |')
    expect(replaceSection('a\n<!-- x -->\nold\n<!-- /x -->\nz', 'x', table)).toBe(
      `a\n<!-- x -->\n\n${table}\n\n<!-- /x -->\nz`,
    )
    expect(() => replaceSection('a', 'x', table)).toThrow('No section x')
  })
})
