import { describe, expect, it } from 'vitest'
import type { ErrorReason } from '@contract/errors'
import { describeFailure, isTransient, withoutSecret, type ConnectionFailure } from './live-errors'

const AGAIN = true
const NOT_AGAIN = false

describe('the end of a connection, by what is known of the service', () => {
  it.each<[number, string, ErrorReason, boolean]>([
    [1000, '', 'connection-lost', AGAIN],
    [1001, '', 'connection-lost', AGAIN],
    [1005, '', 'connection-lost', AGAIN],
    [1006, '', 'connection-lost', AGAIN],
    [1012, '', 'connection-lost', AGAIN],
    [1013, '', 'connection-lost', AGAIN],
    [1002, 'protocol error', 'connection-lost', NOT_AGAIN],
    [1009, 'too big', 'connection-lost', NOT_AGAIN],
    [1007, 'Request contains an invalid argument.', 'setup-refused', NOT_AGAIN],
    [1007, '', 'setup-refused', NOT_AGAIN],
    [1007, 'Cannot extract voices from a non-audio request.', 'setup-refused', NOT_AGAIN],
    [1007, 'The audio content type (CONTENT_TYPE_AUDIO) is not…', 'setup-refused', NOT_AGAIN],
    [1007, 'token-based requests cannot use project-scoped', 'setup-refused', NOT_AGAIN],
    [1007, 'User location is not supported for the API use.', 'location-not-supported', NOT_AGAIN],
    [1007, 'API key not valid. Please pass a valid API key.', 'key-refused', NOT_AGAIN],
    [1008, 'API_KEY_INVALID', 'key-refused', NOT_AGAIN],
    [1008, "Method doesn't allow unregistered callers.", 'key-refused', NOT_AGAIN],
    [
      1008,
      'models/gemini-2.5-flash-native-audio-preview-12-2025 is not found for API version v1beta, or is',
      'model-not-available',
      NOT_AGAIN,
    ],
    [1008, 'Operation is not implemented, or supported.', 'server-refused', NOT_AGAIN],
    [1008, 'The operation was aborted.', 'server-refused', NOT_AGAIN],
    [1011, 'Internal error encountered.', 'server-error', AGAIN],
    [1011, 'The service is currently unavailable.', 'server-error', AGAIN],
    [1011, 'Deadline expired before operation could complete.', 'server-error', AGAIN],
    [1011, 'RESOURCE_EXHAUSTED: Maximum concurrent se', 'quota-exhausted', NOT_AGAIN],
    [1011, 'You exceeded your current quota, please check', 'quota-exhausted', NOT_AGAIN],
    [1011, 'please check your plan and BILLING details', 'quota-exhausted', NOT_AGAIN],
  ])('%d %j is %s', (code, reason, expected, again) => {
    const failure: ConnectionFailure = { kind: 'closed', code, reason }
    expect(describeFailure(failure).reason).toBe(expected)
    expect(describeFailure(failure).detail).toContain(String(code))
    expect(isTransient(failure)).toBe(again)
  })

  it.each<[number, ErrorReason, boolean]>([
    [401, 'key-refused', NOT_AGAIN],
    [403, 'key-refused', NOT_AGAIN],
    [404, 'server-refused', NOT_AGAIN],
    [429, 'quota-exhausted', NOT_AGAIN],
    [302, 'server-error', NOT_AGAIN],
    [400, 'server-error', NOT_AGAIN],
    [500, 'server-error', AGAIN],
    [503, 'server-error', AGAIN],
  ])('HTTP %d is %s', (status, expected, again) => {
    const failure: ConnectionFailure = { kind: 'upgrade-refused', status }
    expect(describeFailure(failure)).toEqual({ reason: expected, detail: `HTTP ${status}` })
    expect(isTransient(failure)).toBe(again)
  })

  it.each<[string, ErrorReason, boolean]>([
    ['ECONNREFUSED', 'server-unreachable', AGAIN],
    ['ENOTFOUND', 'server-unreachable', AGAIN],
    ['ECONNRESET', 'server-unreachable', AGAIN],
    ['ENETUNREACH', 'server-unreachable', AGAIN],
    ['EAI_AGAIN', 'server-unreachable', AGAIN],
    ['CERT_HAS_EXPIRED', 'certificate-refused', NOT_AGAIN],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-refused', NOT_AGAIN],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-refused', NOT_AGAIN],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-refused', NOT_AGAIN],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-refused', NOT_AGAIN],
  ])('%s is %s', (code, expected, again) => {
    const failure: ConnectionFailure = { kind: 'network', code }
    expect(describeFailure(failure)).toEqual({ reason: expected, detail: code })
    expect(isTransient(failure)).toBe(again)
  })

  it.each<[ConnectionFailure, ErrorReason, boolean]>([
    [{ kind: 'timeout', step: 'open' }, 'server-timeout', AGAIN],
    [{ kind: 'timeout', step: 'setup' }, 'server-timeout', AGAIN],
    [{ kind: 'setup-unusable', detail: 'x' }, 'setup-refused', NOT_AGAIN],
  ])('%j is %s', (failure, expected, again) => {
    expect(describeFailure(failure).reason).toBe(expected)
    expect(isTransient(failure)).toBe(again)
  })
})

describe('withoutSecret', () => {
  const KEY = 'AIzaSyCanary-0123456789_abcdefghijklmno'
  it.each([
    [`Permission denied: Consumer 'api_key:${KEY}' has been suspended.`, KEY],
    [`Consumer 'api_key:${KEY.slice(0, 20)}`, KEY],
    ['Key other-key-123 is not valid.', 'other-key-123'],
  ])('leaves out of %j what was quoted of the key', (reason, key) => {
    const { detail } = describeFailure(withoutSecret({ kind: 'closed', code: 1008, reason }, key))
    expect(detail).toMatch(/…|\[redacted\]/)
    expect(detail).not.toContain(key.slice(0, 12))
  })

  it('leaves other words as they are', () => {
    const failure = { kind: 'closed', code: 1007, reason: 'The demo is over' } as const
    expect(withoutSecret(failure, 'demo')).toBe(failure)
    expect(withoutSecret(failure, KEY)).toEqual(failure)
  })
})
