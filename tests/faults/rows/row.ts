/** A test that stands elsewhere: its file, and its title without the describes above it. */
export type ExistingTest = readonly [file: string, title: string]

/** A fault or a hostile input that the app is to survive. */
export interface FaultRow {
  /** Titles of tests begin with it, such as `row 13: …`. */
  readonly number: number
  readonly fault: string
  readonly expected: string
  /** `main`: the engine, in Node. `electron`: the real app, without which it is passed in part. */
  readonly level: 'main' | 'electron'
  /** Besides those that are named by the number. */
  readonly tests?: readonly ExistingTest[]
  /** Why it is not run; a row with tests and this is run in part. */
  readonly notRun?: string
}
