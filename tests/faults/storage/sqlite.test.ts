import { expect, it } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '@main/transcript/library/database'
import { Sql } from '@main/transcript/library/sql'

/** Up to 3.51.2 a log that is begun anew may spoil the database: https://sqlite.org/wal.html */
const WITHOUT_RESET_BUG = [3, 51, 3] as const

it('row 70: SQLite is one whose log spoils nothing when it is begun anew', () => {
  const database = openDatabase(':memory:')
  const row = z.object({ version: z.string() })
  const { version = '' } = new Sql(database).get(row, 'SELECT sqlite_version() AS version') ?? {}
  database.close()
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const [wantedMajor, wantedMinor, wantedPatch] = WITHOUT_RESET_BUG
  expect(
    (major - wantedMajor) * 1e6 + (minor - wantedMinor) * 1e3 + (patch - wantedPatch),
    version,
  ).toBeGreaterThanOrEqual(0)
})
