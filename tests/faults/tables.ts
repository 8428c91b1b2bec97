/** The verdicts as a person reads them: on a terminal, and in docs/reliability.md. Pure. */
import { lacksApp, type Verdict } from './verdicts'

export interface RunFacts {
  readonly command: string
  /** Day of the run, such as `2026-11-21`. */
  readonly date: string
  readonly versions: string
  readonly seed: number
}

const RESULTS = ['passed', 'passed in part', 'failed', 'not run', 'no test'] as const

/** One line a row. */
export function terminalTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((verdict) => {
    const { row, result } = verdict
    return [`${row.number}`.padStart(3), result.padEnd(14), row.fault.padEnd(60), proofOf(verdict)]
      .join('  ')
      .trimEnd()
  })
  return [...rows, '', totals(verdicts)].join('\n')
}

export function markdownTable(verdicts: readonly Verdict[], facts: RunFacts): string {
  const { command, date, versions, seed } = facts
  return [
    `\`${command}\`, ${date}; ${versions}; seed ${seed}. **${totals(verdicts)}**`,
    '',
    '| row | fault | expected | result | how |',
    '| --- | --- | --- | --- | --- |',
    ...verdicts.map((verdict) => {
      const { row, result } = verdict
      const cells = [`${row.number}`, row.fault, row.expected, result, proofOf(verdict)]
      return `| ${cells.map(escapeCell).join(' | ')} |`
    }),
  ].join('\n')
}

/** How many rows came to which end, such as `61 passed, 4 not run`. */
export function totals(verdicts: readonly Verdict[]): string {
  return RESULTS.map((result) => ({
    result,
    count: verdicts.filter((verdict) => verdict.result === result).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ result, count }) => `${count} ${result}`)
    .join(', ')
}

/** What was run and how many times over, and what was not. */
function proofOf({ row, proofs, result }: Verdict): string {
  const count = (wanted: (file: string) => boolean): number =>
    proofs.filter(({ file, result }) => result !== 'missing' && wanted(file)).length
  const inApp = count((file) => file.endsWith('.spec.ts'))
  const inEngine = count((file) => !file.endsWith('.spec.ts'))
  const tests = (number: number): string => (number === 1 ? '1 test' : `${number} tests`)
  return [
    inEngine > 0 ? `${tests(inEngine)} in Node` : '',
    inApp > 0 ? `${tests(inApp)} in the real Electron` : '',
    ...proofs
      .filter(({ result }) => result === 'failed' || result === 'missing')
      .map(({ file, title, result }) => `${result}: ${file} “${title}”`),
    result === 'passed in part' && lacksApp(row, proofs) ? 'not run: in the real Electron' : '',
    row.notRun ? `not run: ${row.notRun}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ')
}

const escapeCell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('_', '\\_')

/** Puts content between `<!-- name -->` and `<!-- /name -->`; throws when they are not there. */
export function replaceSection(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [document.indexOf(open), document.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`No section ${name} in the document`)
  return `${document.slice(0, from + open.length)}\n\n${content}\n\n${document.slice(to)}`
}
