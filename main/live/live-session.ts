import type { AppError } from '@contract/errors'
import type { ReconnectCause, SessionState } from '@contract/session'
import type { Log } from '../log'
import type { Credentials } from './credentials/credentials'
import type { Connect, LiveConnection } from './live-client'
import { ConnectError, describeFailure, type ConnectionFailure } from './live-errors'
import type { HistoryTurn } from './live-sender'
import { backOffMs, planReconnect } from './reconnect-policy'
import { Rotation } from './rotation'
import type { ServerEvent } from './server-events'
import type { SessionWishes } from './session-config'
import { isActive, nextSessionState, type SessionHappening } from './session-state'
import { sendTyped, tellHistory } from './session-text'
import type { Uplink } from './uplink'

/** What a session connects to, and as what. */
export interface SessionTarget {
  readonly credentials: Credentials
  readonly wishes: SessionWishes
}

export interface SessionDependencies {
  readonly connect: Connect
  readonly uplink: Uplink
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  onState(state: SessionState): void
  onEvent(event: ServerEvent): void
  onDropped(why: string): void
  /** The conversation so far, for a session that cannot be resumed. */
  history(): readonly HistoryTurn[]
  /** Nobody speaks and nothing is owed: a good moment to change connections. */
  isQuiet(): boolean
}

/** A connection that has lived this long, in ms, shows that earlier failures are over. */
const STEADY_MS = 10_000

/**
 * Owns the conversation with the server over one connection after another. Every connection has a
 * generation; what comes from an old one is ignored.
 */
export class LiveSession {
  readonly #dependencies: SessionDependencies
  readonly #rotation: Rotation
  #state: SessionState = { kind: 'idle' }
  #target: SessionTarget | null = null
  #connection: LiveConnection | null = null
  /** Resolves when the connection that was let go of last is gone. */
  #closing: Promise<void> = Promise.resolve()
  #generation = 0
  #handle: string | null = null
  #failures = 0
  #dialing = new AbortController()
  #retry: NodeJS.Timeout | undefined

  constructor(dependencies: SessionDependencies) {
    this.#dependencies = dependencies
    this.#rotation = new Rotation({
      isQuiet: () => dependencies.isQuiet(),
      leave: () => void this.#rotate(),
    })
  }

  get state(): SessionState {
    return this.#state
  }

  /** Begins a conversation; does nothing while one is on. */
  async start(target: SessionTarget): Promise<void> {
    if (isActive(this.#state)) return
    this.#target = target
    this.#handle = null
    this.#failures = 0
    this.#happen({ type: 'started', at: this.#dependencies.now() })
    await this.#redial()
  }

  /** Ends the conversation; resolves when no socket is left. */
  async end(): Promise<void> {
    if (isActive(this.#state)) {
      this.#happen({ type: 'ended', at: this.#dependencies.now() })
      this.#disconnect()
      this.#dependencies.uplink.clear()
    }
    await this.#closing
  }

  /** Goes on with other settings: over a new connection, with the handle. Another model forgets it. */
  async retarget(target: SessionTarget): Promise<void> {
    if (!isActive(this.#state)) return
    if (target.wishes.model !== this.#target?.wishes.model) this.#handle = null
    this.#target = target
    if (this.#state.kind === 'live') await this.#replaceConnection('settings-changed', 0)
    // A dial that is under way asks for what was wanted before.
    else await this.#redial()
  }

  /** Sends typed text; returns false when no connection could take it. */
  sendText(text: string): boolean {
    const line = this.#connection?.line
    if (line?.kind !== 'open' || this.#target === null) return false
    sendTyped(line.sender, this.#target.wishes, text)
    return true
  }

  /** Something has come to rest: a connection that is to be left may be left now. */
  noteQuiet(): void {
    this.#rotation.noteQuiet()
  }

  async #dial(): Promise<void> {
    const target = this.#target
    if (target === null) return
    this.#generation += 1
    const generation = this.#generation
    const current = (): boolean => generation === this.#generation
    const handle = this.#handle
    this.#dialing = new AbortController()
    try {
      const connection = await this.#dependencies.connect(
        {
          credentials: target.credentials,
          wishes: { ...target.wishes, resumptionHandle: handle },
        },
        {
          onEvent: (event) => {
            if (current()) this.#receive(event)
          },
          onDropped: (why) => this.#dependencies.onDropped(why),
          onEnd: (failure) => {
            if (current()) void this.#lose(failure)
          },
        },
        this.#dialing.signal,
      )
      if (current()) this.#goLive(connection, target, handle)
      else await connection.close()
    } catch (error) {
      if (!current()) return
      if (!(error instanceof ConnectError)) throw error
      await this.#lose(error.failure)
    }
  }

  #goLive(connection: LiveConnection, target: SessionTarget, handle: string | null): void {
    const resumed = this.#state.kind === 'reconnecting'
    this.#connection = connection
    // A fresh session knows nothing.
    if (resumed && handle === null && connection.line.kind === 'open') {
      tellHistory(connection.line.sender, target.wishes, this.#dependencies.history())
    }
    this.#dependencies.uplink.attach(connection, target.wishes.talkMode)
    this.#happen({ type: 'connected', at: this.#dependencies.now() })
    this.#dependencies.log.info('session-live', { resumed: handle !== null })
  }

  #receive(event: ServerEvent): void {
    if (event.type === 'resumption') this.#handle = event.handle
    else if (event.type === 'go-away') {
      this.#dependencies.log.info('go-away', { timeLeftMs: event.timeLeftMs })
      this.#rotation.plan(event.timeLeftMs)
    } else this.#dependencies.onEvent(event)
  }

  /** Sent away, with the session in good order: the handle is kept, however often it happens. */
  async #rotate(): Promise<void> {
    // A server that sends away every connection is left alone for longer and longer.
    this.#failures = this.#isSteady ? 0 : this.#failures + 1
    const delayMs = backOffMs(this.#failures, this.#dependencies.random())
    await this.#replaceConnection('go-away', delayMs)
  }

  async #lose(failure: ConnectionFailure): Promise<void> {
    const error = describeFailure(failure)
    this.#dependencies.log.warn('connection-lost', { reason: error.reason, kind: failure.kind })
    // A first connection that fails is the user's to know of: a retry would only hide it.
    if (this.#state.kind === 'connecting') {
      await this.#fail(error)
      return
    }
    this.#failures = this.#isSteady ? 1 : this.#failures + 1
    const plan = planReconnect({
      failures: this.#failures,
      failure,
      hadHandle: this.#handle !== null,
      wasLive: this.#state.kind === 'live',
      random: this.#dependencies.random(),
    })
    if (plan === null) {
      await this.#fail(error)
      return
    }
    if (!plan.resume) this.#handle = null
    await this.#replaceConnection('dropped', plan.delayMs)
  }

  async #fail(error: AppError): Promise<void> {
    this.#happen({ type: 'failed', error })
    this.#disconnect()
    this.#dependencies.uplink.clear()
    await this.#closing
  }

  /** Closes the old connection first: the service refuses to resume a session that is still open. */
  async #replaceConnection(cause: ReconnectCause, delayMs: number): Promise<void> {
    this.#happen({
      type: 'lost',
      at: this.#dependencies.now(),
      cause,
      attempt: Math.max(1, this.#failures),
    })
    await this.#redial(delayMs)
  }

  async #redial(delayMs = 0): Promise<void> {
    this.#disconnect()
    const generation = this.#generation
    await this.#closing
    if (generation !== this.#generation || !isActive(this.#state)) return
    if (delayMs === 0) await this.#dial()
    else this.#retry = setTimeout(() => void this.#dial(), delayMs)
  }

  /** Lets go of the present connection or dial; late words of it are ignored from now on. */
  #disconnect(): void {
    this.#generation += 1
    clearTimeout(this.#retry)
    this.#rotation.cancel()
    this.#dialing.abort()
    const connection = this.#connection
    this.#connection = null
    this.#dependencies.uplink.detach()
    if (connection) this.#closing = connection.close()
  }

  get #isSteady(): boolean {
    const { now } = this.#dependencies
    return this.#state.kind === 'live' && now() - this.#state.since >= STEADY_MS
  }

  #happen(happening: SessionHappening): void {
    const next = nextSessionState(this.#state, happening)
    if (next === this.#state) return
    this.#state = next
    this.#dependencies.onState(next)
  }
}
