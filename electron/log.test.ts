import { describe, expect, it } from 'vitest'
import { createLog, describeError } from './log'

const KEY = `AIza${'SyA-b_C3'.repeat(5)}`

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
