import { describe, expect, it } from 'vitest'
import { KnownSecrets } from './known-secrets'

describe('the secrets of this run', () => {
  it('are found in a text however they look, and however they are written', () => {
    const secrets = new KnownSecrets()
    secrets.learn('correct horse/battery')
    for (const form of [
      'correct horse/battery',
      'correct%20horse%2Fbattery',
      Buffer.from('correct horse/battery').toString('base64'),
    ]) {
      expect(secrets.redact(`refused: ${form}, sorry`)).toBe('refused: [redacted], sorry')
    }
  })

  it.each([
    ['X-Api-Key: opaque/value', 'opaque/value'],
    ['Authorization: Bearer opaque/value', 'opaque/value'],
    ['bearer opaque/value', 'opaque/value'],
  ])('are found without the header in which %j is entered', (entered, value) => {
    const secrets = new KnownSecrets()
    secrets.learn(entered)
    expect(secrets.redact(`refused: ${value}, sorry`)).toBe('refused: [redacted], sorry')
    expect(secrets.redact(`sent <${entered}>`)).not.toContain('opaque')
  })

  it('do not keep what looks like another from being found', () => {
    const secrets = new KnownSecrets()
    secrets.learn('gateway-key')
    expect(secrets.redact('gateway-key and auth_tokens/other')).toBe('[redacted] and [redacted]')
  })

  it('leave ordinary words alone when one is as short as a word', () => {
    const secrets = new KnownSecrets()
    secrets.learn('the')
    expect(secrets.redact('the end')).toBe('the end')
  })

  it('are no more than are in use', () => {
    const secrets = new KnownSecrets()
    for (let each = 0; each < 200; each += 1) secrets.learn(`secret number ${each}`)
    expect(secrets.redact('secret number 199')).toBe('[redacted]')
    expect(secrets.redact('secret number 5.')).toBe('secret number 5.')
  })
})
