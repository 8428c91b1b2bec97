import { describe, expect, it } from 'vitest'
import { createLog, describeError, redact } from './log'

const KEY = `AIza${'SyA-b_C3'.repeat(5)}`

describe('redact', () => {
  it.each([
    [`dialing wss://host/ws?key=${KEY}&alt=json`, 'dialing wss://host/ws?key=[redacted]&alt=json'],
    [`bare ${KEY} key`, 'bare [redacted] key'],
    ['?key=not-a-google-key', '?key=[redacted]'],
    ['auth_tokens/abc.def-123 used', '[redacted] used'],
    ['{"apiKey":"hunter2","n":1}', '{"apiKey":"[redacted]","n":1}'],
    ['x-goog-api-key: hunter2', 'x-goog-api-key: [redacted]'],
    ['access_token=abc', 'access_token=[redacted]'],
  ])('cleans %s', (text, cleaned) => {
    expect(redact(text)).toBe(cleaned)
  })

  it('leaves plain words alone', () => {
    const text = 'The monkey pressed a key; the keychain is locked.'
    expect(redact(text)).toBe(text)
  })
})

describe('createLog', () => {
  it('writes one line of JSON and no secret, whichever field holds it', () => {
    const lines: string[] = []
    const log = createLog((line) => lines.push(line))
    log.warn('session-failed', { ...describeError(new Error(`bad ${KEY}`)), code: 1008 })
    expect(lines).toHaveLength(1)
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1)
    expect(lines[0]).not.toContain('AIza')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      event: 'session-failed',
      message: 'bad [redacted]',
      code: 1008,
    })
  })
})
