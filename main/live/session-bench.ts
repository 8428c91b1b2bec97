import { vi } from 'vitest'
import type { SessionState } from '@contract/session'
import { silentLog } from '../log'
import { systemClock } from './clock'
import type { ConnectionEvents, ConnectRequest, LiveConnection } from './live-client'
import { ConnectError, type ConnectionFailure } from './live-errors'
import { LiveSession, type SessionTarget } from './live-session'
import type { ServerEvent } from './server-events'
import { FakeConnection, SOME_WISHES } from './testing'
import { Uplink } from './uplink'

export const TARGET: SessionTarget = {
  credentials: { kind: 'api-key', apiKey: 'k', baseUrl: 'https://server' },
  wishes: SOME_WISHES,
}
export const wishing = (wishes: Partial<SessionTarget['wishes']>): SessionTarget => ({
  ...TARGET,
  wishes: { ...SOME_WISHES, ...wishes },
})
export const lost: ConnectionFailure = { kind: 'closed', code: 1006, reason: '' }
export const refused: ConnectionFailure = { kind: 'closed', code: 1007, reason: 'invalid argument' }
export const unavailable: ConnectionFailure = { kind: 'upgrade-refused', status: 503 }
export const internal: ConnectionFailure = { kind: 'closed', code: 1011, reason: 'Internal error.' }
export const passing = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
}

/** A try to connect, which the test lets succeed or fail. */
export interface FakeDial {
  readonly request: ConnectRequest
  readonly events: ConnectionEvents
  readonly signal: AbortSignal | undefined
  readonly connection: FakeConnection
  succeed(): Promise<void>
  fail(failure: ConnectionFailure): Promise<void>
}

/** A session whose every dial the test decides on. Timers must be faked. */
export function setUp({ history = [{ role: 'user' as const, text: 'Hi' }] } = {}) {
  const dials: FakeDial[] = []
  const states: SessionState[] = []
  const events: ServerEvent[] = []
  const notices: string[] = []
  /** Handles that were told to be kept. */
  const kept: string[] = []
  /** `random` 0: no back-off; 1: the longest there can be. */
  const bench = { quiet: true, random: 0 }
  let droppedMs = 0
  const uplink = new Uplink({
    clock: systemClock,
    onSent: () => undefined,
    onLost: (ms) => (droppedMs += ms),
  })
  const session = new LiveSession({
    connect: (request, connectionEvents, signal) =>
      new Promise<LiveConnection>((resolve, reject) => {
        const connection = new FakeConnection()
        signal?.addEventListener('abort', () => reject(new ConnectError(lost)))
        dials.push({
          request,
          events: connectionEvents,
          signal,
          connection,
          succeed: () => (resolve(connection), passing()),
          fail: (failure) => (reject(new ConnectError(failure)), passing()),
        })
      }),
    uplink,
    log: silentLog,
    clock: systemClock,
    date: Date.now,
    random: () => bench.random,
    onState: (state) => states.push(state),
    onEvent: (event) => events.push(event),
    onDropped: () => undefined,
    onNotice: ({ reason }) => notices.push(reason),
    onHandle: ({ value }) => kept.push(value),
    history: () => history,
    isQuiet: () => bench.quiet,
  })
  /** The dial that was made last. */
  const dial = (): FakeDial => {
    const last = dials.at(-1)
    if (!last) throw new Error('Nobody dialed')
    return last
  }
  const handleOf = ({ request }: FakeDial) => request.wishes.resumptionHandle
  return {
    session,
    uplink,
    dials,
    dial,
    states,
    events,
    notices,
    kept,
    bench,
    droppedMs: () => droppedMs,
    kinds: () => states.map(({ kind }) => kind),
    kind: () => session.state.kind,
    handles: () => dials.map(handleOf),
    /** The server says something over the newest connection. */
    say: (event: ServerEvent) => dial().events.onEvent(event),
    drop: async (failure = lost) => {
      dial().events.onEnd(failure)
      await passing()
    },
    goLive: async (target = TARGET) => {
      session.start(target)
      await passing()
      await dial().succeed()
    },
  }
}
export const handle = (name: string): ServerEvent => ({ type: 'resumption', handle: name })
/** A dial is under way, and no wait. */
export const isTrying = (state: SessionState): boolean =>
  state.kind === 'reconnecting' && state.retryAt === null
export const goAway = (timeLeftMs: number | null): ServerEvent => ({ type: 'go-away', timeLeftMs })
