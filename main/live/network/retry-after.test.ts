import { expect, it } from 'vitest'
import { readRetryAfter } from './retry-after'

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0)

it.each<[string | undefined, number | null]>([
  [undefined, null],
  ['', null],
  ['0', 0],
  [' 30 ', 30_000],
  ['-1', null],
  ['1.5', null],
  ['soon', null],
  ['2026', 2_026_000],
  ['99999999999', null],
  ['86400', 3_600_000],
  ['Sat, 21 Nov 2026 12:01:00 GMT', 60_000],
  ['Sat, 21 Nov 2026 11:59:00 GMT', 0],
  ['Sun, 22 Nov 2026 12:00:00 GMT', 3_600_000],
])('Retry-After: %s', (header, ms) => expect(readRetryAfter(header, NOW)).toBe(ms))
