import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLocked, reduceLock, UNLOCKED, type LockWord } from './lock-facts'

const state = (by: string, locked: boolean): LockWord => ({ kind: 'state', by, isLocked: locked })
const request = (locked: boolean): LockWord => ({ kind: 'request', isLocked: locked })
const EXPIRED: LockWord = { kind: 'request-expired' }

const after = (...words: readonly LockWord[]): boolean =>
  isLocked(words.reduce(reduceLock, UNLOCKED))

describe('the screen counts as locked', () => {
  it.each<[string, boolean, LockWord[]]>([
    ['nobody says anything', false, []],
    ['one says so', true, [state('kde', true)]],
    [
      'one says so twice, and unlocked once',
      false,
      [state('kde', true), state('kde', true), state('kde', false)],
    ],
    [
      'one of two says unlocked',
      true,
      [state('gnome', true), state('login', true), state('gnome', false)],
    ],
    ['the session was asked to lock', true, [request(true)]],
    ['… and to unlock', false, [request(true), request(false)]],
    ['… and another, unlocked all the time, says so', true, [request(true), state('kde', false)]],
    [
      '… locked, and was unlocked by password',
      false,
      [request(true), state('kde', true), state('kde', false)],
    ],
    ['… and nobody has locked', false, [request(true), EXPIRED]],
    ['… and somebody has locked', true, [request(true), state('kde', true), EXPIRED]],
    ['asked to unlock, and still locked', true, [state('kde', true), request(false)]],
  ])('%s: %s', (_, expected, words) => {
    expect(after(...words)).toBe(expected)
  })

  it('never without an end: when all have said unlocked and the request is old, it is not', () => {
    const names = ['kde', 'gnome', 'login']
    const word = fc.oneof(
      fc.record({
        kind: fc.constant('state' as const),
        by: fc.constantFrom(...names),
        isLocked: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('request' as const), isLocked: fc.boolean() }),
      fc.constant(EXPIRED),
    )
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const all = [...words, ...names.map((name) => state(name, false)), EXPIRED]
        expect(after(...all)).toBe(false)
        expect(after(...all, state('gnome', true))).toBe(true)
      }),
    )
  })
})
