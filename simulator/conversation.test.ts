import { expect, test } from 'vitest'
import { words } from './conversation'
import type { Said, Sight } from './scenario'

const say = (said: Said, sight: Sight | null, turn = 1, wasInterrupted = false): string =>
  words({ turn, said, wasInterrupted, history: [], model: 'models/any' }, sight)

const SIGHT: Sight = { width: 768, height: 480, brightness: 0.9, change: 'first', where: '' }

test('it says what it heard, read and saw', () => {
  expect(say({ kind: 'speech', seconds: 2.13, typed: [] }, null)).toMatch(
    /^I heard you speak for 2\.1 seconds\. I see nothing/,
  )
  expect(say({ kind: 'speech', seconds: 0, typed: ['hm'] }, null)).toMatch(
    /^I was listening, but heard nothing\. You also typed: “hm”\./,
  )
  expect(say({ kind: 'text', text: 'Hello' }, SIGHT)).toMatch(
    /^You typed: “Hello”\. I see a picture of 768 by 480 pixels, rather bright\./,
  )
  expect(
    say({ kind: 'text', text: 'x' }, { ...SIGHT, change: 'changed', where: 'top left' }),
  ).toMatch(/changed since my last answer, mostly at the top left\./)
})

test('it knows that it was stopped, and does not repeat itself', () => {
  expect(say({ kind: 'text', text: 'x' }, null, 1, true)).toMatch(/^You stopped me/)
  const turns = [1, 2, 3, 4, 5].map((turn) => say({ kind: 'text', text: 'x' }, null, turn))
  expect(new Set(turns).size).toBe(5)
  expect(say({ kind: 'text', text: 'x' }, null, 6)).toBe(turns[0])
})

test('a long text is quoted in part', () => {
  expect(say({ kind: 'text', text: 'a'.repeat(5_000) }, null).length).toBeLessThan(500)
})
