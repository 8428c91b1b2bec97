import { expect, it } from 'vitest'
import { fileLine } from './log-entry'
import { describeError } from './log'

const at = { time: '2026-11-21T12:00:00.000Z', level: 'warn', event: 'thing-failed' } as const
const parsed = (fields: Parameters<typeof fileLine>[0]['fields']): unknown =>
  JSON.parse(fileLine({ ...at, fields }))

it('keeps codes and counts of the fields that it knows', () => {
  expect(parsed({ reason: 'crashed', exitCode: 5, isOurs: false, timeLeftMs: null })).toEqual({
    ...at,
    reason: 'crashed',
    exitCode: 5,
    isOurs: false,
    timeLeftMs: null,
  })
})

it('keeps no sentence, no unknown field and no message', () => {
  expect(parsed({ why: 'what the user said', said: 'hello', message: 'x' })).toEqual(at)
})

it('tells where an error arose, and not what it says', () => {
  const error = new TypeError('the user said\n    at lunch: secret things\nand more')
  const line = fileLine({ ...at, fields: describeError(error) })
  expect(line).not.toMatch(/user said|lunch|secret|message/)
  expect(line).not.toContain(import.meta.dirname)
  expect(JSON.parse(line)).toMatchObject({ name: 'TypeError' })
  expect(line).toMatch(/"frames":\["[^"]*log-entry\.test\.ts:\d+:\d+"/)
})

it.each([
  [
    '    at LiveSession.dial (/home/me/app/out/main/index.js:10:5)',
    'LiveSession.dial index.js:10:5',
  ],
  [
    '    at async Engine.close [as end] (file:///C:/x y/out/main/index.js:1:2)',
    'Engine.close index.js:1:2',
  ],
  ['    at C:\\Users\\me\\out\\main\\index.js:3:4', 'index.js:3:4'],
  ['    at node:internal/process/task_queues:95:5', 'task_queues:95:5'],
  ['    at what a person has said', undefined],
])('reads %j', (frame, expected) => {
  expect(parsed({ stack: `Error: x\n${frame}` })).toEqual(
    expected === undefined ? at : { ...at, frames: [expected] },
  )
})
