import { expect, it } from 'vitest'
import type { ConversationEvent } from '@contract/library'
import { eventsAfter } from './events-between'

const events: ConversationEvent[] = [5, 10, 15, 20, 99].map((at) => ({ kind: 'rotation', at }))
const timesAfter = (at: number, next: number | null, isFirst: boolean, isLast: boolean): number[] =>
  eventsAfter(
    events,
    { startedAt: at },
    next === null ? null : { startedAt: next },
    isFirst,
    isLast,
  ).map((event) => event.at)

it('shows each event once, after the line that had begun by then', () => {
  expect(timesAfter(10, 20, true, false)).toEqual([5, 10, 15])
  expect(timesAfter(20, 30, false, false)).toEqual([20])
  expect(timesAfter(30, null, false, true)).toEqual([99])
})

it('waits for the next line before it tells what came between', () => {
  expect(timesAfter(10, null, false, false)).toEqual([])
})
