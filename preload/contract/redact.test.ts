import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appError } from './errors'
import { redact } from './redact'

const KEY = `AIza${'SyA-b_C3'.repeat(5)}`
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0B\n-----END PRIVATE KEY-----\n'

describe('redact', () => {
  it.each([
    [`dialing wss://host/ws?key=${KEY}&alt=json`, 'dialing wss://host/ws?key=[redacted]&alt=json'],
    [`bare ${KEY} key`, 'bare [redacted] key'],
    ['?key=not-a-google-key', '?key=[redacted]'],
    ['auth_tokens/abc.def-123 used', '[redacted] used'],
    ['{"apiKey":"hunter2","n":1}', '{"apiKey":"[redacted]","n":1}'],
    ['{\\"apiKey\\":\\"hunter2\\",\\"n\\":1}', '{\\"apiKey\\":\\"[redacted]\\",\\"n\\":1}'],
    ['{"password": "correct horse", "n": 1}', '{"password": "[redacted]", "n": 1}'],
    ['x-goog-api-key: hunter2', 'x-goog-api-key: [redacted]'],
    ['access_token=abc', 'access_token=[redacted]'],
    ['Authorization: Bearer hunter2', 'Authorization: [redacted] [redacted]'],
    ['sent Bearer hunter2, refused', 'sent Bearer [redacted], refused'],
    ['Proxy Basic dXNlcjpodW50ZXIy', 'Proxy Basic [redacted]'],
    ['http://user:hunter2@proxy:8080/', 'http://[redacted]@proxy:8080/'],
    ['socks5://user@proxy', 'socks5://[redacted]@proxy'],
    ['eyJhbGciOi.eyJzdWIiOi.c2ln', '[redacted]'],
    [`{"private_key": ${JSON.stringify(PEM)}}`, '{"private_key": "[redacted]"}'],
    [PEM, '[redacted]\n'],
    ['handle 0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071', 'handle [redacted]'],
  ])('cleans %s', (text, cleaned) => {
    expect(redact(text)).toBe(cleaned)
  })

  it.each([
    'The monkey pressed a key; the keychain is locked.',
    'connect ECONNREFUSED 127.0.0.1:4100',
    'at LiveSession.#dial (file:///app/out/main/index.js:120:14)',
    'Built-in Audio Analog Stereo (system default)',
    'https://generativelanguage.googleapis.com',
  ])('leaves plain words alone: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('leaves nothing of a secret, whatever stands around it', () => {
    const around = fc.string({ unit: 'grapheme-ascii', maxLength: 30 })
    const secret = fc.constantFrom(KEY, `Bearer ${KEY}`, 'auth_tokens/canary-1', `key=${KEY}`)
    fc.assert(
      fc.property(around, secret, around, (before, planted, after) => {
        const cleaned = redact(`${before} ${planted} ${after}`)
        expect(cleaned).not.toContain('SyA-b_C3')
        expect(cleaned).not.toContain('canary')
      }),
      { seed: 74, numRuns: 500 },
    )
  })

  it('takes no longer for a text that is made to be slow', () => {
    const start = performance.now()
    for (const unit of [
      'a-',
      'key',
      'key="',
      'eyJ',
      'x://',
      '-----BEGIN PRIVATE KEY-----',
      '\\"',
    ]) {
      redact(unit.repeat(20_000))
    }
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('appError', () => {
  it('says nothing of a secret that the server has put into its reason', () => {
    expect(appError('server-refused', `API key ${KEY} is not valid`).detail).toBe(
      'API key [redacted] is not valid',
    )
  })

  it('does not cut a secret so that its rest is not known as one', () => {
    expect(appError('server-refused', `${'x '.repeat(140)}${KEY}`).detail).not.toContain('AIza')
  })
})
