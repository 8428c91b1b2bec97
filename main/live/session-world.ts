import { silentLog } from '../log'
import type { ConnectionEvents, ConnectRequest, LiveConnection } from './live-client'
import { ConnectError, type ConnectionFailure } from './live-errors'
import { LiveSession, type SessionTarget } from './live-session'
import { STEADY_MS } from './reconnect-policy'
import { FakeClock, FakeConnection, SOME_WISHES } from './testing'
import { Uplink } from './uplink'

/** A socket says goodbye for no longer, in ms: then `LiveSocket.close` ends it by force. */
export const LONGEST_GOODBYE_MS = 1_000

const ENDED: ConnectionFailure = { kind: 'closed', code: 1005, reason: 'ended by the user' }

/** A try to connect, which the test lets succeed or fail, and what became of it. */
export interface Dial {
  readonly request: ConnectRequest
  readonly events: ConnectionEvents
  readonly connection: FakeConnection
  readonly at: number
  state: 'dialing' | 'live' | 'over'
  liveAt: number
  succeed(): void
  fail(failure: ConnectionFailure): void
}

export const target = (model: string): SessionTarget => ({
  credentials: { kind: 'api-key', apiKey: 'k', baseUrl: 'https://server' },
  wishes: { ...SOME_WISHES, model },
})

class PartingConnection extends FakeConnection {
  constructor(private readonly part: () => Promise<void>) {
    super()
  }

  override close(): ReturnType<FakeConnection['close']> {
    this.goodbye = this.part()
    return super.close()
  }
}

/** A session in a world of which every part is in the test's hands. */
export class World {
  readonly clock = new FakeClock()
  readonly dials: Dial[] = []
  readonly attempts: number[] = []
  random = 0
  quiet = true
  /** How many connections were over after they had been steady. */
  steadies = 0
  /** How many events of the server were passed on. */
  heard = 0
  pauses = 0
  readonly session = new LiveSession({
    connect: (request, events, signal) => this.#connect(request, events, signal),
    uplink: new Uplink({
      clock: this.clock,
      onSent: () => undefined,
      onLost: () => undefined,
    }),
    log: silentLog,
    clock: this.clock,
    date: () => this.clock.now(),
    random: () => this.random,
    onState: (state) => {
      if (state.kind === 'reconnecting') this.attempts.push(state.attempt)
      if (state.kind === 'paused') this.pauses += 1
    },
    onEvent: () => (this.heard += 1),
    onDropped: () => undefined,
    onNotice: () => undefined,
    onHandle: () => undefined,
    history: () => [{ role: 'user', text: 'Hi' }],
    isQuiet: () => this.quiet,
  })

  /** Connections take their time to close, at most `LONGEST_GOODBYE_MS`. */
  isSlow = false
  #goodbyes: (() => void)[] = []

  sayGoodbyes(): void {
    for (const goodbye of this.#goodbyes.splice(0)) goodbye()
  }

  #part(): Promise<void> {
    if (!this.isSlow) return Promise.resolve()
    return new Promise((gone) => {
      const cancel = this.clock.schedule(gone, LONGEST_GOODBYE_MS)
      this.#goodbyes.push(() => {
        cancel()
        gone()
      })
    })
  }

  #noteOver({ state, liveAt }: Dial): void {
    if (state === 'live' && this.clock.now() - liveAt >= STEADY_MS) this.steadies += 1
  }

  /** Dials under way, and connections that are not gone. */
  get inUse(): readonly Dial[] {
    return this.dials.filter(
      ({ state, connection }) => state === 'dialing' || (state === 'live' && !connection.closed),
    )
  }

  get last(): Dial | undefined {
    return this.dials.at(-1)
  }

  #connect(
    request: ConnectRequest,
    events: ConnectionEvents,
    signal?: AbortSignal,
  ): Promise<LiveConnection> {
    return new Promise((resolve, reject) => {
      const connection = new PartingConnection(() => {
        this.#noteOver(dial)
        return this.#part()
      })
      const dial: Dial = {
        request,
        events,
        connection,
        at: this.clock.now(),
        state: 'dialing',
        liveAt: 0,
        succeed: () => {
          dial.state = 'live'
          dial.liveAt = this.clock.now()
          resolve(connection)
        },
        fail: (failure) => {
          const wasLive = dial.state === 'live'
          this.#noteOver(dial)
          dial.state = 'over'
          if (wasLive) events.onEnd(failure)
          else reject(new ConnectError(failure))
        },
      }
      signal?.addEventListener('abort', () => {
        if (dial.state === 'dialing') dial.fail(ENDED)
      })
      this.dials.push(dial)
    })
  }
}
