import { describe, expect, it } from 'vitest'
import { rangeOf } from './byte-range'

describe('the range of a request', () => {
  it.each([
    ['bytes=0-', { first: 0, last: 999 }],
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=100-199', { first: 100, last: 199 }],
    ['bytes=999-', { first: 999, last: 999 }],
    ['bytes=100-5000', { first: 100, last: 999 }],
    ['bytes=-100', { first: 900, last: 999 }],
    ['bytes=-5000', { first: 0, last: 999 }],
    [' bytes=5-6 ', { first: 5, last: 6 }],
  ])('%s is a part of a thousand bytes', (header, range) => {
    expect(rangeOf(header, 1_000)).toEqual(range)
  })

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', 'bytes=999999999999999-'])(
    '%s is none of a thousand bytes',
    (header) => {
      expect(rangeOf(header, 1_000)).toBe('unsatisfiable')
    },
  )

  it.each(['bytes=0-', 'bytes=-1'])('%s is none of an empty file', (header) => {
    expect(rangeOf(header, 0)).toBe('unsatisfiable')
  })

  it.each([
    null,
    '',
    'bytes=-',
    'bytes=5-4',
    'bytes=0-1,4-5',
    'bytes=a-b',
    'bytes=1.5-2',
    'bytes=0x1-',
    'bytes= 1-2',
    'items=0-1',
    `bytes=${'9'.repeat(40)}-`,
  ])('%s asks for the whole', (header) => {
    expect(rangeOf(header, 1_000)).toBeNull()
  })
})
