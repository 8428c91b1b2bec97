/** What the tests say of each row. Pure. */
import type { Outcome } from './outcomes'
import type { ExistingTest, FaultRow } from './rows'

export interface Verdict {
  readonly row: FaultRow
  /**
   * `passed in part`: the tests passed, and the row says what they leave out, or none of them ran in
   * the app, where the row belongs. `no test`: nothing proves it, and nothing says why.
   */
  readonly result: 'passed' | 'passed in part' | 'failed' | 'not run' | 'no test'
  readonly proofs: readonly Proof[]
}

interface Proof {
  readonly file: string
  readonly title: string
  /** `missing`: the row names a test that did not run, or is not there. */
  readonly result: Outcome['result'] | 'missing'
}

export function judge(rows: readonly FaultRow[], outcomes: readonly Outcome[]): Verdict[] {
  return rows.map((row) => {
    const named = outcomes.filter(({ title }) => rowsOfTitle(title).includes(row.number))
    const elsewhere = (row.tests ?? []).map((test) => proofOf(test, outcomes))
    const proofs = [...named, ...elsewhere]
    return { row, proofs, result: resultOf(row, proofs) }
  })
}

function resultOf(row: FaultRow, proofs: readonly Proof[]): Verdict['result'] {
  const ran = proofs.filter(({ result }) => result !== 'skipped')
  if (ran.some(({ result }) => result !== 'passed')) return 'failed'
  if (ran.length === 0) return row.notRun || proofs.length > 0 ? 'not run' : 'no test'
  const isPart = row.notRun !== undefined || ran.length < proofs.length || lacksApp(row, proofs)
  return isPart ? 'passed in part' : 'passed'
}

/** Whether a row of the app has nothing that passed in the app. */
export function lacksApp({ level }: FaultRow, proofs: readonly Proof[]): boolean {
  const isInApp = ({ file, result }: Proof): boolean =>
    result === 'passed' && file.endsWith('.spec.ts')
  return level === 'electron' && !proofs.some(isInApp)
}

/** Those with which the run as a whole has failed. */
export const failuresIn = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter(({ result }) => result === 'failed' || result === 'no test')

function proofOf([file, title]: ExistingTest, outcomes: readonly Outcome[]): Proof {
  const found = outcomes.find((outcome) => outcome.file === file && outcome.title === title)
  return found ?? { file, title, result: 'missing' }
}

/** The numbers in `row 13: …`, `rows 13, 14: …` and `rows 29-31: …`; none in any other title. */
export function rowsOfTitle(title: string): number[] {
  const list = /^rows? ([\d, -]+):/.exec(title)?.[1]
  return (list?.split(',') ?? []).flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}
