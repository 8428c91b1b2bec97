import { appError, type AppError } from '@contract/errors'
import type { SessionState } from '@contract/session'
import type { Log } from '../log'
import type { Clock } from './clock'
import { ConnectionSlot } from './connection-slot'
import { isSameAccess, type Credentials } from './credentials/credentials'
import type { Connect, LiveConnection } from './live-client'
import { describeFailure, type ConnectionFailure } from './live-errors'
import type { HistoryTurn } from './live-sender'
import { PeerWatch } from './peer-watch'
import { Rotation } from './rotation'
import type { ServerEvent } from './server-events'
import type { SessionWishes } from './session-config'
import type { SessionEffect, SessionEvent, SessionModel } from './session-model'
import { isActive, shownState } from './session-state'
import { sendTyped, tellHistory } from './session-text'
import { nextSession } from './session-transitions'
import type { Uplink } from './uplink'

/** What a session connects to, and as what. */
export interface SessionTarget {
  readonly credentials: Credentials
  readonly wishes: SessionWishes
}

/** A name of the session that only the service understands; `at`: milliseconds since the epoch. */
export interface SessionHandle {
  readonly value: string
  readonly at: number
}

export interface SessionDependencies {
  readonly connect: Connect
  readonly uplink: Uplink
  readonly log: Log
  readonly clock: Clock
  /** Milliseconds since the epoch, for what people read. */
  readonly date: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  onState(state: SessionState): void
  onEvent(event: ServerEvent): void
  onDropped(why: string): void
  /** What the user must know, and the state does not show. */
  onNotice(error: AppError): void
  /** By this the session can be gone on with over another connection, for a while. */
  onHandle(handle: SessionHandle, target: SessionTarget): void
  /** The conversation so far, for a session that cannot be resumed. */
  history(): readonly HistoryTurn[]
  /** Nobody speaks and nothing is owed: a good moment to change connections. */
  isQuiet(): boolean
}

/** The system and our own watch tell of one sleep within so many ms. */
const ONE_WAKING_MS = 10_000

/**
 * Owns the conversation with the server over one connection after another. What follows from what is
 * decided by `nextSession`; here it is carried out.
 */
export class LiveSession {
  readonly #dependencies: SessionDependencies
  readonly #rotation: Rotation
  readonly #slot: ConnectionSlot
  readonly #peer: PeerWatch
  #model: SessionModel = { kind: 'idle' }
  #state: SessionState = { kind: 'idle' }
  #target: SessionTarget | null = null
  #cancelWait: () => void = () => undefined
  /** Events that came while another was carried out. */
  #queue: SessionEvent[] = []
  #isBusy = false
  #wokeAt: number | null = null

  constructor(dependencies: SessionDependencies) {
    this.#dependencies = dependencies
    this.#rotation = new Rotation({
      clock: dependencies.clock,
      isQuiet: () => dependencies.isQuiet(),
      leave: (why) => this.#happen({ type: 'leave', why }),
    })
    this.#slot = new ConnectionSlot(dependencies.connect, {
      onConnected: () => this.#happen({ type: 'connected' }),
      onEvent: (event) => this.#receive(event),
      onAlive: () => this.#peer.noteAlive(),
      onDropped: (why) => dependencies.onDropped(why),
      onFailed: (failure) => this.#lose(failure),
    })
    this.#peer = new PeerWatch(dependencies.clock, () =>
      this.#lose({ kind: 'timeout', step: 'sign-of-life' }),
    )
  }

  get state(): SessionState {
    return this.#state
  }

  /** Begins a conversation, or goes on with one that is paused; does nothing while one is on. */
  start(target: SessionTarget): void {
    this.#start(target, { type: 'start' })
  }

  /**
   * Begins with what was said in an earlier conversation: over its session, while the service has that,
   * else over a fresh one that is told of it.
   */
  goOnWith(target: SessionTarget, handle: SessionHandle | null): void {
    const { clock, date } = this.#dependencies
    const known = handle && { value: handle.value, at: clock.now() - (date() - handle.at) }
    this.#start(target, { type: 'start', earlier: { handle: known } })
  }

  /** Ends the conversation; resolves when no socket is left. */
  async end(): Promise<void> {
    this.#happen({ type: 'end' })
    await this.#slot.gone
  }

  /** Goes on with other settings: over a new connection, with the handle. Another model forgets it. */
  retarget(target: SessionTarget): void {
    if (this.#target === null) return
    const keepsHandle = isSameSession(this.#target, target)
    this.#target = target
    this.#happen({ type: 'retarget', keepsHandle })
  }

  /** The computer is about to sleep. */
  sleep(): void {
    this.#happen({ type: 'sleep' })
  }

  /** The computer is awake again, whether or not it said before that it would sleep. */
  wake(): void {
    const now = this.#dependencies.clock.now()
    // Two witnesses may tell of one sleep.
    const isKnown = this.#wokeAt !== null && now - this.#wokeAt < ONE_WAKING_MS
    if (!isKnown) this.#happen({ type: 'sleep' })
    this.#wokeAt = now
    this.#happen({ type: 'wake' })
  }

  /** The network may have changed, or be back: what is waited for is tried now. */
  hurry(): void {
    this.#happen({ type: 'hurry' })
  }

  /** These are the addresses of this computer now; a connection from another one is dead. */
  noteAddresses(addresses: ReadonlySet<string>): void {
    const address = this.#slot.connection?.localAddress ?? null
    if (address !== null && !addresses.has(address)) {
      this.#lose({ kind: 'network', code: 'EADDRNOTAVAIL' })
    } else this.hurry()
  }

  /** Something has come to rest: a connection that is to be left may be left now. */
  noteQuiet(): void {
    this.#rotation.noteQuiet()
  }

  #start(target: SessionTarget, event: SessionEvent & { type: 'start' }): void {
    if (isActive(this.#state)) return
    this.#forgetOther(target)
    this.#target = target
    this.#happen(event)
  }

  #receive(event: ServerEvent): void {
    if (event.type === 'resumption') this.#noteHandle(event.handle)
    else if (event.type === 'go-away') {
      this.#dependencies.log.info('go-away', { timeLeftMs: event.timeLeftMs })
      this.#rotation.noteGoAway(event.timeLeftMs)
    } else this.#dependencies.onEvent(event)
  }

  #noteHandle(handle: string): void {
    this.#happen({ type: 'handle', handle })
    if (this.#model.kind !== 'live' || this.#target === null) return
    this.#dependencies.onHandle({ value: handle, at: this.#dependencies.date() }, this.#target)
  }

  #lose(failure: ConnectionFailure): void {
    this.#dependencies.uplink.cut()
    const { reason } = describeFailure(failure)
    this.#dependencies.log.warn('connection-lost', { reason, kind: failure.kind })
    this.#happen({ type: 'failed', failure })
  }

  #happen(event: SessionEvent): void {
    this.#queue.push(event)
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#step(next)
    } finally {
      this.#isBusy = false
    }
  }

  #step(event: SessionEvent): void {
    const { clock, random } = this.#dependencies
    const { model, effects } = nextSession(this.#model, event, {
      at: clock.now(),
      random: random(),
    })
    this.#model = model
    for (const effect of effects) this.#carryOut(effect)
  }

  #carryOut(effect: SessionEffect): void {
    const { uplink, clock } = this.#dependencies
    switch (effect.type) {
      case 'tell':
        this.#tell()
        return
      case 'let-go':
        this.#cancelWait()
        this.#rotation.cancel()
        this.#peer.end()
        this.#letGo(uplink.detach())
        return
      case 'dial':
        this.#dial(effect.handle)
        return
      case 'wait':
        this.#cancelWait = clock.schedule(() => this.#happen({ type: 'due' }), effect.ms)
        return
      case 'join':
        this.#join(effect)
        return
      case 'drop-waiting':
        uplink.dropWaiting()
        return
      case 'rest':
        uplink.rest()
        return
      case 'clear':
        uplink.clear()
    }
  }

  #letGo(inDoubtMs: number): void {
    this.#slot.letGo(() => this.#dependencies.uplink.noteUnanswered(inDoubtMs))
  }

  #tell(): void {
    const { clock, date } = this.#dependencies
    const offset = date() - clock.now()
    this.#state = shownState(this.#model, (at) => Math.round(at + offset))
    this.#dependencies.onState(this.#state)
  }

  #dial(resumptionHandle: string | null): void {
    const target = this.#target
    if (target === null) return
    const { credentials, wishes } = target
    this.#slot.dial({ credentials, wishes: { ...wishes, resumptionHandle } })
  }

  #join({ isSeeded, isRebuilt }: Extract<SessionEffect, { type: 'join' }>): void {
    const { uplink, log } = this.#dependencies
    const { connection } = this.#slot
    if (connection === null || this.#target === null) return
    const { wishes } = this.#target
    if (isSeeded) this.#seed(connection, wishes, isRebuilt)
    uplink.attach(connection, wishes.talkMode, {
      onDead: () => this.#lose({ kind: 'network', code: 'ETIMEDOUT' }),
      sendText: (sender, text) => sendTyped(sender, wishes, text),
    })
    this.#rotation.begin()
    this.#peer.begin(connection)
    log.info('session-live', { seeded: isSeeded })
  }

  /** A session that could not be resumed is told what was said; the user learns of it. */
  #seed({ line }: LiveConnection, wishes: SessionWishes, isRebuilt: boolean): void {
    const turns = this.#dependencies.history()
    if (turns.length === 0 || line.kind !== 'open') return
    const isTold = tellHistory(line.sender, wishes, turns)
    if (!isTold) this.#dependencies.onNotice(appError('context-lost'))
    else if (isRebuilt) this.#dependencies.onNotice(appError('context-rebuilt'))
  }

  /** A paused conversation may be gone on with under another model, or with another way in. */
  #forgetOther(target: SessionTarget): void {
    if (this.#target && isSameSession(this.#target, target)) return
    this.#happen({ type: 'retarget', keepsHandle: false })
  }
}

/** A session belongs to who began it, and to its model. */
function isSameSession(one: SessionTarget, other: SessionTarget): boolean {
  return one.wishes.model === other.wishes.model && isSameAccess(one.credentials, other.credentials)
}
