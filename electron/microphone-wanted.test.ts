import { describe, expect, it } from 'vitest'
import type { SessionState } from '@contract/session'
import type { AppState } from '@contract/state'
import { reconnecting } from '@contract/testing'
import { isMicrophoneWanted } from './microphone-wanted'

const isWanted = (session: SessionState, echoTest = false): boolean =>
  isMicrophoneWanted({ session, echoTest } as AppState)

describe('the microphone', () => {
  it('may be opened from the start of a conversation to its end', () => {
    expect(isWanted({ kind: 'connecting', since: 1 })).toBe(true)
    expect(isWanted({ kind: 'live', since: 1 })).toBe(true)
    expect(isWanted(reconnecting())).toBe(true)
  })

  it('may not be opened otherwise, but for the echo test', () => {
    const asleep = { kind: 'paused', since: 1, why: 'asleep' } as const
    const failed = { kind: 'failed', error: { reason: 'internal' } } as const
    for (const session of [{ kind: 'idle' }, { kind: 'ended', at: 1 }, asleep, failed] as const) {
      expect(isWanted(session)).toBe(false)
      expect(isWanted(session, true)).toBe(true)
    }
  })
})
