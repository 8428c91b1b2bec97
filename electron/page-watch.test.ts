import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PageWatch } from './page-watch'

const told: string[] = []
let answers = true
let asked: AbortSignal | null = null
let watch: PageWatch

beforeEach(() => {
  vi.useFakeTimers()
  told.length = 0
  answers = true
  asked = null
  watch = new PageWatch(
    {
      ask: () => {
        if (answers) queueMicrotask(() => watch.answered())
      },
      isDebugged: () => false,
      onHung: (isHung) => told.push(isHung ? 'hangs' : 'lives'),
      askUser: (signal) => {
        told.push('asked')
        asked = signal
      },
    },
    () => Date.now(),
  )
})

afterEach(() => {
  watch.close()
  vi.useRealTimers()
})

it('tells once of a page that hangs, asks the user once, and takes the question back', async () => {
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told).toEqual([])
  answers = false
  await vi.advanceTimersByTimeAsync(6_000)
  expect(told).toEqual(['hangs'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toEqual(['hangs', 'asked'])
  answers = true
  await vi.advanceTimersByTimeAsync(2_500)
  expect(told).toEqual(['hangs', 'asked', 'lives'])
  expect(asked).toMatchObject({ aborted: true })
})

it('asks nobody about a page that was only busy, or that is new', async () => {
  await vi.advanceTimersByTimeAsync(3_000)
  answers = false
  await vi.advanceTimersByTimeAsync(8_000)
  watch.pageGone()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toEqual(['hangs', 'lives'])
})
