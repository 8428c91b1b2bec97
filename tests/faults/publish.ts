/** Reads the runners' reports, judges the rows, and writes what came of it into the documents. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import * as prettier from 'prettier'
import {
  readPlaywrightOutcomes,
  readVitestOutcomes,
  worstOf,
  type Outcome,
  type PlaywrightReport,
  type VitestReport,
} from './outcomes'
import { ROWS, ROWS_SEED } from './rows'
import { markdownTable, replaceSection, terminalTable } from './tables'
import { failuresIn, judge } from './verdicts'

const projectFolder = resolve(import.meta.dirname, '../..')
const RELIABILITY = 'docs/reliability.md'

/** What a run of all rows takes: their files, and the titles of those that stand elsewhere. */
export function whatToRun(): {
  readonly vitest: readonly string[]
  readonly playwright: readonly string[]
  readonly titles: string
} {
  const existing = ROWS.flatMap(({ tests = [] }) => tests)
  const files = [...new Set(existing.map(([file]) => file))]
  const titles = existing.map(([, title]) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return {
    vitest: ['tests/faults', 'tests/fuzz', ...files.filter((file) => !file.endsWith('.spec.ts'))],
    playwright: ['tests/faults/e2e', ...files.filter((file) => file.endsWith('.spec.ts'))],
    titles: ['rows? [0-9]', ...new Set(titles)].join('|'),
  }
}

/**
 * Whether the document may be written: all rows were asked for, every stage came to its end, with
 * failed tests or without, and both runners have reported. The exit code of tests that failed is 1;
 * one that was interrupted has a higher one.
 */
export function mayPublish(run: {
  readonly asked: 'all' | 'some'
  /** Of the stages before; a stage that threw has none. */
  readonly exitCodes: readonly (number | null)[]
  readonly reports: readonly string[]
}): boolean {
  const hasEnded = run.exitCodes.every((code) => code === 0 || code === 1)
  return run.asked === 'all' && hasEnded && run.reports.every((path) => existsSync(path))
}

/** Where the two runners have reported one run of the rows. */
interface Reports {
  readonly vitestReport: string
  readonly playwrightReport: string
}

/** Judges by the reports, and returns the table and how many rows failed or have no test. */
export async function publishRows(options: {
  /** Of every run; of each test the worst result counts. */
  readonly runs: readonly Reports[]
  readonly electron: string
  readonly command: string
  readonly asked: 'all' | 'some'
  readonly exitCodes: readonly (number | null)[]
}): Promise<{ readonly table: string; readonly failed: number }> {
  const reports = options.runs.flatMap((run) => [run.vitestReport, run.playwrightReport])
  const verdicts = judge(ROWS, worstOf(options.runs.map(outcomesOf)))
  if (mayPublish({ ...options, reports })) {
    const facts = {
      command: options.command,
      date: today(),
      versions: versions(options.electron),
      seed: ROWS_SEED,
    }
    await publishSection('faults', markdownTable(verdicts, facts))
  }
  return { table: terminalTable(verdicts), failed: failuresIn(verdicts).length }
}

/** Writes one section of docs/reliability.md, formatted as the rest of the project is. */
export async function publishSection(name: string, content: string): Promise<void> {
  const path = resolve(projectFolder, RELIABILITY)
  const options = await prettier.resolveConfig(path)
  const text = replaceSection(readFileSync(path, 'utf8'), name, content)
  writeFileSync(path, await prettier.format(text, { ...options, parser: 'markdown' }))
}

export const today = (): string => new Date().toISOString().slice(0, 10)

/** Of what a run ran on. */
export const versions = (electron?: string): string =>
  [
    `Node ${process.versions.node}`,
    ...(electron === undefined ? [] : [`Electron ${electron}`]),
    `${process.platform}, ${cpus().length} cores`,
  ].join(', ')

function outcomesOf({ vitestReport, playwrightReport }: Reports): Outcome[] {
  const read = (path: string): unknown =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : null
  const [vitest, playwright] = [read(vitestReport), read(playwrightReport)]
  return [
    ...(vitest === null ? [] : readVitestOutcomes(vitest as VitestReport, projectFolder)),
    ...(playwright === null
      ? []
      : readPlaywrightOutcomes(playwright as PlaywrightReport, projectFolder)),
  ]
}
