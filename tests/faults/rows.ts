/**
 * The faults that the app is to survive, by number. Those of consent (85 to 90) are not in
 * here yet. A row is proven by every test whose title begins with its number, and by the tests that
 * it names.
 */
import { CONNECTION_ROWS } from './rows/connection'
import { DEVICE_ROWS } from './rows/devices'
import { HARDENING_ROWS } from './rows/hardening'
import { PROCESS_ROWS } from './rows/processes'
import type { FaultRow } from './rows/row'
import { SERVER_ROWS } from './rows/server'
import { STORAGE_ROWS } from './rows/storage'

export type { ExistingTest, FaultRow } from './rows/row'

export const ROWS: readonly FaultRow[] = [
  ...CONNECTION_ROWS,
  ...SERVER_ROWS,
  ...DEVICE_ROWS,
  ...PROCESS_ROWS,
  ...STORAGE_ROWS,
  ...HARDENING_ROWS,
]

/** Of all that is left to chance in the tests of these rows. */
export const ROWS_SEED = 20_261_121
