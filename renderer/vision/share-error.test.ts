import { describe, expect, it } from 'vitest'
import { shareError } from './share-error'

describe('shareError', () => {
  it.each([
    ['screen', 'NotAllowedError', 'screen-denied'],
    ['window', 'NotFoundError', 'share-source-gone'],
    ['window', 'NotReadableError', 'share-source-gone'],
    ['screen', 'NotReadableError', 'screen-failed'],
    ['window', 'AbortError', 'screen-failed'],
    ['screen', 'InvalidStateError', 'screen-failed'],
    ['camera', 'NotAllowedError', 'camera-denied'],
    ['camera', 'NotFoundError', 'camera-missing'],
    ['camera', 'OverconstrainedError', 'camera-missing'],
    ['camera', 'NotReadableError', 'camera-failed'],
  ] as const)('%s, %s means %s', (kind, name, reason) => {
    expect(shareError(kind, name)).toEqual({ reason, detail: name })
  })
})
