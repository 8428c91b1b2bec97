import { expect, it } from 'vitest'
import { newestOnly } from './newest-only'

it('does the first and the newest, and never two at once', async () => {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const act = newestOnly((argument: number) => {
    begun.push(argument)
    return new Promise<void>((resolve) => ends.push(resolve))
  })
  act(1)
  act(2)
  act(3)
  expect(begun).toEqual([1])
  ends[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(begun).toEqual([1, 3])
  ends[1]?.()
  await Promise.resolve()
  await Promise.resolve()
  act(4)
  expect(begun).toEqual([1, 3, 4])
})
