// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppState } from '@contract/state'
import { NO_COUNTS } from '@contract/testing'
import { LIVE, reset, showApp } from './testing'

afterEach(reset)

function told(app: Partial<AppState>): string | null {
  showApp({ ...LIVE, ...app })
  return screen.queryByText(/of your voice/)?.textContent ?? null
}

describe('what was lost of the voice', () => {
  it('is told in one line, as lost or as perhaps missed', () => {
    const counters = { ...NO_COUNTS, microphoneDroppedMs: 400, microphoneInDoubtMs: 1_000 }
    expect(told({ counters })).toMatch(
      /^0\D4 s of your voice could not be sent\. The assistant may have missed about 1 s of/,
    )
  })

  it('is not told when it is nothing, less than a syllable, or of an earlier conversation', () => {
    expect(told({})).toBeNull()
    reset()
    expect(told({ counters: { ...NO_COUNTS, microphoneDroppedMs: 80 } })).toBeNull()
    reset()
    const counters = { ...NO_COUNTS, microphoneDroppedMs: 4_000, microphoneInDoubtMs: 1_000 }
    expect(told({ counters, countersBefore: counters })).toBeNull()
  })

  it('is told of a conversation that failed, and not of one that was ended', () => {
    const counters = { ...NO_COUNTS, microphoneDroppedMs: 5_000 }
    const error = { reason: 'quota-exhausted' } as const
    expect(told({ counters, session: { kind: 'failed', error } })).not.toBeNull()
    reset()
    expect(told({ counters, session: { kind: 'ended', at: 1 } })).toBeNull()
  })
})
