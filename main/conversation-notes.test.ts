import { describe, expect, it } from 'vitest'
import type { SessionState } from '@contract/session'
import type { AppState } from '@contract/state'
import { appError } from '@contract/errors'
import { ConversationNotes } from './conversation-notes'
import { FakeClock } from './live/testing'
import { silentLog } from './log'
import { StateCell } from './state-cell'
import { LibraryClient } from './transcript/library/library-client'

/** A library that writes down what it is asked. */
function setUp() {
  const clock = new FakeClock()
  const asked: (readonly [method: string, ...values: unknown[]])[] = []
  const client = new LibraryClient({
    start: ({ onReport }) => ({
      post: ({ id, method, values }) => {
        asked.push([method, ...values])
        queueMicrotask(() => onReport({ kind: 'done', id, value: null }))
      },
      end: () => undefined,
    }),
    mayRestart: () => false,
    onOpened: () => undefined,
  })
  const state = new StateCell({
    happenings: [],
    session: { kind: 'idle' },
    sharing: { kind: 'off' },
  } as unknown as AppState)
  let current = { id: 'one', startedAt: 1 }
  const notes = new ConversationNotes({
    client,
    state,
    clock,
    log: silentLog,
    current: () => current,
  })
  return {
    ...{ asked, clock, notes, state },
    session: (session: SessionState) => state.update({ session }),
    begin: (id: string, startedAt: number) => {
      current = { id, startedAt }
      notes.target('a-model')
    },
  }
}

const HANDLE = { value: 'h', at: 1, model: 'a-model', server: 'https://example.com' }
const LIVE = { kind: 'live', since: 5 } as const
const away = (isBroken: boolean): SessionState => ({
  kind: 'reconnecting',
  since: 5,
  cause: isBroken ? 'dropped' : 'go-away',
  attempt: 1,
  error: isBroken ? appError('server-busy') : null,
  retryAt: null,
})

describe('ConversationNotes', () => {
  it('asks nothing of the library while there is nothing to be found again', async () => {
    const { asked, notes, begin, session } = setUp()
    begin('one', 1)
    for (const state of [LIVE, away(false), LIVE]) session(state)
    notes.line({ conversationId: 'another' })
    notes.handle(HANDLE)
    session({ kind: 'ended', at: 9 })
    await notes.close()
    expect(asked).toEqual([])
  })

  it('tells all that it knows with the first line, and then what comes', async () => {
    const { asked, notes, begin, session, state } = setUp()
    begin('one', 1)
    for (const next of [LIVE, away(false), LIVE]) session(next)
    notes.handle(HANDLE)
    notes.line({ conversationId: 'one' })
    notes.receive({ type: 'usage', usage: { total: 7 } })
    session({ kind: 'ended', at: 9 })
    await notes.close()
    const one = { id: 'one', startedAt: 1 }
    expect(asked).toEqual([
      ['note', { ...one, model: 'a-model' }],
      ['noteHandle', one, HANDLE],
      ['noteEvent', one, { kind: 'rotation', at: 5 }],
      ['note', { ...one, model: 'a-model', usage: { total: 7 } }],
      ['note', { ...one, model: 'a-model', usage: { total: 7 }, endedAt: 9 }],
    ])
    expect(state.current.happenings).toEqual([{ kind: 'rotation', at: 5 }])
  })

  it('has no end for a conversation that is gone on with', async () => {
    const { asked, notes, begin, session } = setUp()
    begin('one', 1)
    notes.line({ conversationId: 'one' })
    session({ kind: 'ended', at: 9 })
    begin('one', 1)
    await notes.close()
    const ends = asked.map(([, facts]) => (facts as { endedAt?: number }).endedAt)
    expect(ends).toEqual([undefined, 9, undefined])
  })

  it('knows nothing of one conversation in the next', async () => {
    const { asked, notes, begin, session } = setUp()
    begin('one', 1)
    notes.line({ conversationId: 'one' })
    notes.receive({ type: 'usage', usage: { total: 7 } })
    session({ kind: 'ended', at: 9 })
    begin('two', 10)
    notes.line({ conversationId: 'two' })
    await notes.close()
    expect(asked.at(-1)).toEqual(['note', { id: 'two', startedAt: 10, model: 'a-model' }])
  })

  it('shows nothing more of what happened in a conversation that was deleted', async () => {
    const { notes, begin, session, state } = setUp()
    begin('one', 1)
    notes.marked({ key: 1, at: 2, note: 'Look here' })
    session({ kind: 'ended', at: 9 })
    notes.forget(['another'])
    expect(state.current.happenings).toHaveLength(1)
    notes.forget(['one'])
    expect(state.current.happenings).toEqual([])
    await notes.close()
  })

  it('takes a rotation that fails for a gap, and a pause for neither', () => {
    const { clock, begin, session, state } = setUp()
    begin('one', 1)
    session(LIVE)
    session(away(false))
    session(away(true))
    session(away(false))
    session(LIVE)
    clock.advance(2_000)
    session({ kind: 'paused', since: 5, why: 'asleep' })
    session({ kind: 'connecting', since: 6 })
    session(away(true))
    session(LIVE)
    clock.advance(2_000)
    expect(state.current.happenings.map(({ kind }) => kind)).toEqual(['gap'])
  })
})
