import { expect, it } from 'vitest'
import { redactErrors } from './redact-errors'

const redact = (text: string): string => text.replaceAll('hunter2', '[redacted]')

it('cleans the detail of an error, however deep it lies', () => {
  const error = { reason: 'server-refused', detail: 'hunter2 is wrong' }
  const cleaned = { reason: 'server-refused', detail: '[redacted] is wrong' }
  expect(redactErrors({ ok: false, error }, redact)).toEqual({ ok: false, error: cleaned })
  expect(redactErrors({ state: { notices: [{ id: 1, error }] } }, redact)).toEqual({
    state: { notices: [{ id: 1, error: cleaned }] },
  })
})

it('leaves what was said as it is, and hands the very value on', () => {
  const line = { text: 'my word is hunter2', detail: 'hunter2' }
  expect(redactErrors(line, redact)).toBe(line)
  const frame = { jpeg: new Uint8Array([1]), reason: 'x' }
  expect(redactErrors(frame, redact)).toBe(frame)
  expect(redactErrors(null, redact)).toBeNull()
})

it('does not follow what goes round', () => {
  const round: Record<string, unknown> = {}
  round['self'] = round
  expect(redactErrors(round, redact)).toBe(round)
})
