import { describe, expect, it } from 'vitest'
import type { ErrorReason } from '@contract/errors'
import { verdictOn, type Verdict } from './failure-verdict'
import { describeFailure, withoutSecret, type ConnectionFailure } from './live-errors'

describe('the end of a connection, by what is known of the service', () => {
  it.each<[number, string, ErrorReason, Verdict]>([
    [1000, '', 'connection-lost', 'again'],
    [1001, '', 'connection-lost', 'again'],
    [1005, '', 'connection-lost', 'again'],
    [1006, '', 'connection-lost', 'again'],
    [1012, '', 'connection-lost', 'again'],
    [1013, '', 'connection-lost', 'again'],
    [1002, 'protocol error', 'connection-lost', 'refused'],
    [1009, 'too big', 'connection-lost', 'refused'],
    [1007, 'Request contains an invalid argument.', 'setup-refused', 'refused'],
    [1007, '', 'setup-refused', 'refused'],
    [1007, 'Cannot extract voices from a non-audio request.', 'setup-refused', 'refused'],
    [1007, 'The audio content type (CONTENT_TYPE_AUDIO) is not…', 'setup-refused', 'refused'],
    [1007, 'token-based requests cannot use project-scoped', 'setup-refused', 'refused'],
    [1007, 'User location is not supported for the API use.', 'location-not-supported', 'blocked'],
    [1007, 'API key not valid. Please pass a valid API key.', 'key-refused', 'blocked'],
    [1008, 'API_KEY_INVALID', 'key-refused', 'blocked'],
    [1008, "Method doesn't allow unregistered callers.", 'key-refused', 'blocked'],
    [
      1008,
      'models/gemini-2.5-flash-native-audio-preview-12-2025 is not found for API version v1beta, or is',
      'model-not-available',
      'blocked',
    ],
    [1008, 'Operation is not implemented, or supported.', 'server-refused', 'refused'],
    [1008, 'The operation was aborted.', 'server-refused', 'refused'],
    [1011, 'Internal error encountered.', 'server-error', 'server-fault'],
    [1011, 'The service is currently unavailable.', 'server-error', 'server-fault'],
    [1011, 'Deadline expired before operation could complete.', 'server-error', 'server-fault'],
    [1011, 'RESOURCE_EXHAUSTED: Maximum concurrent se', 'server-busy', 'busy'],
    [1011, 'RESOURCE_EXHAUSTED', 'quota-exhausted', 'blocked'],
    [4321, 'of a gateway', 'connection-lost', 'refused'],
    [1011, 'You exceeded your current quota, please check', 'quota-exhausted', 'blocked'],
    [1011, 'please check your plan and BILLING details', 'quota-exhausted', 'blocked'],
  ])('%d %j is %s', (code, reason, expected, again) => {
    const failure: ConnectionFailure = { kind: 'closed', code, reason }
    expect(describeFailure(failure).reason).toBe(expected)
    expect(describeFailure(failure).detail).toContain(String(code))
    expect(verdictOn(failure)).toBe(again)
  })

  it.each<[number, ErrorReason, Verdict]>([
    [401, 'key-refused', 'blocked'],
    [403, 'key-refused', 'blocked'],
    [404, 'server-refused', 'blocked'],
    [429, 'server-busy', 'busy'],
    [302, 'server-error', 'blocked'],
    [400, 'server-error', 'blocked'],
    [500, 'server-error', 'again'],
    [503, 'server-error', 'again'],
    [408, 'server-error', 'again'],
  ])('HTTP %d is %s', (status, expected, again) => {
    const failure: ConnectionFailure = { kind: 'upgrade-refused', status }
    expect(describeFailure(failure)).toEqual({ reason: expected, detail: `HTTP ${status}` })
    expect(verdictOn(failure)).toBe(again)
  })

  it.each<[string, ErrorReason, Verdict]>([
    ['ECONNREFUSED', 'server-unreachable', 'again'],
    ['ENOTFOUND', 'server-unreachable', 'again'],
    ['ECONNRESET', 'server-unreachable', 'again'],
    ['ENETUNREACH', 'server-unreachable', 'again'],
    ['EAI_AGAIN', 'server-unreachable', 'again'],
    ['CERT_HAS_EXPIRED', 'certificate-date', 'blocked'],
    ['CERT_NOT_YET_VALID', 'certificate-date', 'blocked'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-refused', 'blocked'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-refused', 'blocked'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-refused', 'blocked'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-refused', 'blocked'],
  ])('%s is %s', (code, expected, again) => {
    const failure: ConnectionFailure = { kind: 'network', code }
    expect(describeFailure(failure)).toEqual({ reason: expected, detail: code })
    expect(verdictOn(failure)).toBe(again)
  })

  it.each<[ConnectionFailure, ErrorReason, Verdict]>([
    [{ kind: 'timeout', step: 'open' }, 'server-timeout', 'again'],
    [{ kind: 'timeout', step: 'dial' }, 'server-timeout', 'again'],
    [{ kind: 'timeout', step: 'setup' }, 'server-timeout', 'again'],
    [{ kind: 'timeout', step: 'sign-of-life' }, 'server-timeout', 'again'],
    [{ kind: 'token', why: 'busy', detail: '' }, 'token-service-busy', 'busy'],
    [{ kind: 'token', why: 'failed', detail: '' }, 'token-service-failed', 'again'],
    [{ kind: 'token', why: 'refused', detail: '' }, 'token-service-refused', 'blocked'],
    [{ kind: 'account', why: 'unreachable', detail: '' }, 'server-unreachable', 'again'],
    [{ kind: 'account', why: 'refused', detail: '' }, 'account-refused', 'blocked'],
    [{ kind: 'access-refused', by: 'token', detail: '' }, 'token-not-accepted', 'blocked'],
    [{ kind: 'setup-unusable', detail: 'x' }, 'setup-refused', 'blocked'],
  ])('%j is %s', (failure, expected, again) => {
    expect(describeFailure(failure).reason).toBe(expected)
    expect(verdictOn(failure)).toBe(again)
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
