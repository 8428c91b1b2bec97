import { describe, expect, it } from 'vitest'
import { microphoneError } from './microphone-error'

describe('microphoneError', () => {
  it.each([
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['OverconstrainedError', 'microphone-missing'],
    ['NotReadableError', 'microphone-failed'],
    ['AbortError', 'microphone-failed'],
    ['TimeoutError', 'microphone-failed'],
  ])('%s means %s', (name, reason) => {
    expect(microphoneError(new DOMException('…', name))).toEqual({ reason, detail: name })
  })

  it('takes what is no error at all', () => {
    expect(microphoneError('odd')).toEqual({ reason: 'microphone-failed', detail: 'odd' })
  })
})
