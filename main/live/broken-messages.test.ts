import { expect, it } from 'vitest'
import { BrokenMessages } from './broken-messages'

function count(everyMs: number, messages: number): boolean {
  let now = 0
  const broken = new BrokenMessages(() => now)
  let tooMany = false
  for (let i = 0; i < messages; i += 1) {
    tooMany = broken.add()
    now += everyMs
  }
  return tooMany
}

it('bears 19 in a minute, and not 20', () => {
  expect(count(0, 19)).toBe(false)
  expect(count(0, 20)).toBe(true)
  expect(count(3_000, 20)).toBe(true)
})

it('bears any number of them that come slowly', () => {
  expect(count(60_000 / 19, 1_000)).toBe(false)
})
