/** Reads the runners' reports, judges the rows, and writes what came of it into the documents. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import * as prettier from 'prettier'
import {
  readPlaywrightOutcomes,
  readVitestOutcomes,
  type Outcome,
  type PlaywrightReport,
  type VitestReport,
} from './outcomes'
import { ROWS, ROWS_SEED } from './rows'
import { markdownTable, replaceSection, terminalTable } from './tables'
import { judge } from './verdicts'

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

/** Judges by the reports, and returns the table and how many rows failed. */
export async function publishRows(options: {
  readonly vitestReport: string
  readonly playwrightReport: string
  readonly electron: string
  readonly command: string
  /** Whether all was run, so that the document may say so. */
  readonly complete: boolean
}): Promise<{ readonly table: string; readonly failed: number }> {
  const verdicts = judge(ROWS, outcomesOf(options.vitestReport, options.playwrightReport))
  if (options.complete) {
    const facts = {
      command: options.command,
      date: today(),
      versions: versions(options.electron),
      seed: ROWS_SEED,
    }
    await publishSection('faults', markdownTable(verdicts, facts))
  }
  const failed = verdicts.filter(({ result }) => result === 'failed').length
  return { table: terminalTable(verdicts), failed }
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

function outcomesOf(vitestReport: string, playwrightReport: string): Outcome[] {
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
