import { describe, expect, it } from 'vitest'
import { appError } from '@contract/errors'
import type { SessionState } from '@contract/session'
import { NEW_COURSE, type SessionEvent, type SessionModel } from './session-model'
import { isActive, shownState } from './session-state'
import { nextSession } from './session-transitions'

const error = appError('server-error')
const course = { ...NEW_COURSE, failures: 2 }
const gap = { cause: 'dropped', error } as const
const MODELS: Record<SessionModel['kind'], SessionModel> = {
  idle: { kind: 'idle' },
  dialing: { kind: 'dialing', since: 5, handle: null, gap, course },
  live: { kind: 'live', since: 5, course },
  waiting: { kind: 'waiting', since: 5, until: 9, notBefore: 0, gap, course },
  asleep: { kind: 'asleep', since: 5, course },
  'given-up': { kind: 'given-up', since: 5, error, course },
  blocked: { kind: 'blocked', error },
  ended: { kind: 'ended', at: 5 },
}
const EVENTS: Record<SessionEvent['type'], SessionEvent> = {
  start: { type: 'start' },
  end: { type: 'end' },
  connected: { type: 'connected' },
  failed: { type: 'failed', failure: { kind: 'network', code: 'ENOTFOUND' } },
  handle: { type: 'handle', handle: 'h' },
  leave: { type: 'leave', why: 'go-away' },
  due: { type: 'due' },
  hurry: { type: 'hurry' },
  sleep: { type: 'sleep' },
  wake: { type: 'wake' },
  retarget: { type: 'retarget', keepsHandle: false },
}

type Kind = SessionModel['kind']

/** What each state becomes by what can happen in it; nothing else changes it. */
const AFTER: Record<Kind, Partial<Record<SessionEvent['type'], Kind>>> = {
  idle: { start: 'dialing' },
  dialing: {
    connected: 'live',
    failed: 'waiting',
    hurry: 'dialing',
    sleep: 'asleep',
    retarget: 'dialing',
    end: 'ended',
  },
  live: {
    failed: 'waiting',
    handle: 'live',
    leave: 'waiting',
    sleep: 'asleep',
    retarget: 'dialing',
    end: 'ended',
  },
  waiting: { due: 'dialing', hurry: 'dialing', sleep: 'asleep', retarget: 'waiting', end: 'ended' },
  asleep: { wake: 'dialing', start: 'dialing', retarget: 'asleep', end: 'ended' },
  'given-up': { start: 'dialing', retarget: 'given-up', end: 'ended' },
  blocked: { start: 'dialing' },
  ended: { start: 'dialing' },
}

describe('the life of a session', () => {
  const pairs = Object.values(MODELS).flatMap((model) =>
    Object.values(EVENTS).map((event) => ({ model, event })),
  )

  it.each(pairs)('$model.kind, then $event.type', ({ model, event }) => {
    const step = nextSession(model, event, { at: 100, random: 0.5 })
    const after = AFTER[model.kind][event.type]
    if (after === undefined) expect(step).toEqual({ model, effects: [] })
    else {
      expect(step.model.kind).toBe(after)
      expect(step.model).not.toBe(model)
    }
  })
})

describe('what the user sees of it', () => {
  const shown = (model: SessionModel) => shownState(model, (at) => at + 1_000)

  it.each<[SessionModel, SessionState]>([
    [MODELS.idle, { kind: 'idle' }],
    [
      {
        kind: 'dialing',
        since: 5,
        handle: null,
        gap: { cause: 'start', error: null },
        course: NEW_COURSE,
      },
      { kind: 'connecting', since: 1_005 },
    ],
    [
      MODELS.dialing,
      { kind: 'reconnecting', since: 1_005, cause: 'dropped', attempt: 2, error, retryAt: null },
    ],
    [
      MODELS.waiting,
      { kind: 'reconnecting', since: 1_005, cause: 'dropped', attempt: 2, error, retryAt: 1_009 },
    ],
    [MODELS.live, { kind: 'live', since: 1_005 }],
    [MODELS.asleep, { kind: 'paused', since: 1_005, why: 'asleep' }],
    [MODELS['given-up'], { kind: 'paused', since: 1_005, why: 'gave-up' }],
    [MODELS.blocked, { kind: 'failed', error }],
    [MODELS.ended, { kind: 'ended', at: 1_005 }],
  ])('%j', (model, state) => expect(shown(model)).toEqual(state))

  it('is active on its way to be live, live, and on its way back', () => {
    const active = Object.values(MODELS).filter((model) => isActive(shown(model)))
    expect(active.map(({ kind }) => kind)).toEqual(['dialing', 'live', 'waiting'])
  })
})
