/** Prints all figures in one table at the end, and writes them to `test-results/bench.json`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { FIGURE, type Recorded } from './figures'
import { describeGoal, meets, summarize, type Summary } from './statistics'

const FILE = resolve(import.meta.dirname, '../test-results/bench.json')

type Row = Omit<Recorded, 'samples'> & { readonly summary: Summary; readonly verdict: string }

export default class BenchReport implements Reporter {
  readonly #rows: Row[] = []
  readonly #loadAtStart = loadavg()

  onTestEnd(_test: TestCase, { attachments }: TestResult): void {
    for (const { name, body } of attachments) {
      if (name === FIGURE && body) this.#rows.push(toRow(JSON.parse(body.toString()) as Recorded))
    }
  }

  onEnd(): void {
    const machine = {
      date: new Date().toISOString(),
      processors: cpus().map(({ model }) => model),
      system: `${process.platform} ${release()}`,
      loadAverage: { atStart: this.#loadAtStart, atEnd: loadavg() },
    }
    mkdirSync(dirname(FILE), { recursive: true })
    writeFileSync(FILE, JSON.stringify({ machine, figures: this.#rows }, null, 2))
    console.log(`\n${table(this.#rows)}\n`)
    for (const { name, note } of this.#rows) if (note) console.log(`${name}: ${note}`)
    const { processors, system, loadAverage } = machine
    const load = `load ${loadAverage.atStart[0]?.toFixed(1)} → ${loadAverage.atEnd[0]?.toFixed(1)}`
    console.log(`\n${system}, ${processors.length} × ${processors[0]}, ${load}\n${FILE}`)
  }
}

function toRow({ samples, ...figure }: Recorded): Row {
  const summary = summarize(samples)
  const { goal } = figure
  if (goal === undefined) return { ...figure, summary, verdict: '' }
  return { ...figure, summary, verdict: meets(summary, goal) ? 'met' : 'MISSED' }
}

function table(rows: readonly Row[]): string {
  const head = ['figure', 'unit', 'count', 'median', 'p95', 'p99', 'worst', 'load', 'goal', '']
  const body = rows.map(({ name, unit, summary, load, goal = {}, verdict }) => [
    name,
    unit,
    String(summary.count),
    ...[summary.median, summary.p95, summary.p99, summary.worst].map(short),
    load.toFixed(1),
    describeGoal(goal, unit),
    verdict,
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((cells) => (cells[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('──'), ...body.map(line)].join(
    '\n',
  )
}

const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1)
