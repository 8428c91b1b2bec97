import { describe, expect, it } from 'vitest'
import { appError } from '@contract/errors'
import type { SessionState } from '@contract/session'
import { isActive, nextSessionState, type SessionHappening } from './session-state'

const error = appError('server-error')
const STATES: Record<SessionState['kind'], SessionState> = {
  idle: { kind: 'idle' },
  connecting: { kind: 'connecting', since: 1 },
  live: { kind: 'live', since: 2 },
  reconnecting: { kind: 'reconnecting', since: 3, cause: 'go-away', attempt: 1 },
  ended: { kind: 'ended', at: 4 },
  failed: { kind: 'failed', error },
}
const HAPPENINGS: Record<SessionHappening['type'], SessionHappening> = {
  started: { type: 'started', at: 9 },
  connected: { type: 'connected', at: 9 },
  lost: { type: 'lost', at: 9, cause: 'dropped', attempt: 2 },
  failed: { type: 'failed', error },
  ended: { type: 'ended', at: 9 },
}
const AFTER: Record<SessionHappening['type'], SessionState> = {
  started: { kind: 'connecting', since: 9 },
  connected: { kind: 'live', since: 9 },
  lost: { kind: 'reconnecting', since: 9, cause: 'dropped', attempt: 2 },
  failed: { kind: 'failed', error },
  ended: { kind: 'ended', at: 9 },
}

/** What can happen in each state; nothing else changes it. */
const CAN_HAPPEN: Record<SessionState['kind'], readonly SessionHappening['type'][]> = {
  idle: ['started'],
  connecting: ['connected', 'failed', 'ended'],
  live: ['lost', 'failed', 'ended'],
  reconnecting: ['connected', 'lost', 'failed', 'ended'],
  ended: ['started'],
  failed: ['started'],
}

describe('the life of a session', () => {
  const pairs = Object.values(STATES).flatMap((state) =>
    Object.values(HAPPENINGS).map((happening) => ({ state, happening })),
  )

  it.each(pairs)('$state.kind, then $happening.type', ({ state, happening }) => {
    const next = nextSessionState(state, happening)
    if (CAN_HAPPEN[state.kind].includes(happening.type)) expect(next).toEqual(AFTER[happening.type])
    else expect(next).toBe(state)
  })

  it('is active on its way to be live, live, and on its way back', () => {
    const active = Object.values(STATES).filter(isActive)
    expect(active.map(({ kind }) => kind)).toEqual(['connecting', 'live', 'reconnecting'])
  })
})
