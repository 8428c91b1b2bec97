import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import { type Close, close, CLOSES, invalidArgument } from './close-reasons'
import type { Happening } from './events'
import { Inbox, type ReceivedFrame, type ReceivedMessage } from './inbox'
import { type ClientMessage, parseClientMessage, type Setup } from './protocol'
import type { HandleStore } from './resumption'
import type { Scenario } from './scenario'
import { Session } from './session'
import { Timers } from './timers'
import type { Voice } from './voice'
import { type Welcome, welcome } from './welcome'

/** A moment in which a client that does not wait for setupComplete is caught. */
const SETUP_DELAY_MS = 20

/** What a connection is told of the server that it belongs to. */
export interface House {
  readonly scenario: Scenario
  readonly voice: Voice
  readonly handles: HandleStore
  readonly keepRecords: boolean
  tell(happening: Happening): void
  ready(connection: Connection): void
}

export interface Dial {
  readonly number: number
  readonly apiVersion: string
  /** Why the caller is turned away, or null. */
  readonly refusal: Close | null
}

/** One socket: the record of what came over it, and the levers by which tests move it. */
export class Connection {
  /** Resolves when the socket is gone, with the close code and reason that it saw. */
  readonly closed: Promise<Close>
  private readonly socket: WebSocket
  private readonly tcp: Socket
  private readonly house: House
  private readonly dial: Dial
  private readonly inbox: Inbox
  private readonly timers = new Timers()
  private session: Session | null = null
  private accepted: Setup | null = null
  private ended = false
  private turns = 0

  constructor(socket: WebSocket, tcp: Socket, house: House, dial: Dial) {
    this.socket = socket
    this.tcp = tcp
    this.house = house
    this.dial = dial
    this.inbox = new Inbox(house.keepRecords)
    house.tell({ kind: 'opened' })
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        const by = this.ended ? 'simulator' : 'client'
        this.finish()
        house.tell({ kind: 'closed', code, reason: reason.toString(), by })
        resolve({ code, reason: reason.toString() })
      })
    })
    // A broken frame or a reset: the close that follows is what counts.
    socket.on('error', () => undefined)
    socket.on('message', (data) => this.receive(data))
    if (dial.refusal !== null) this.end(dial.refusal)
  }

  /** The accepted setup, or null before it. */
  get setup(): Setup | null {
    return this.accepted
  }

  /** Everything received after the setup, in order. */
  get received(): readonly ReceivedMessage[] {
    return this.inbox.messages
  }

  /** All PCM received, as declared by the client, in one piece. */
  get audio(): Buffer {
    return this.inbox.audio
  }

  get frames(): readonly ReceivedFrame[] {
    return this.inbox.frames
  }

  get state(): 'open' | 'closed' {
    return !this.ended && this.socket.readyState === this.socket.OPEN ? 'open' : 'closed'
  }

  /** Timers that are still to fire; 0 after the close. */
  get pendingTimers(): number {
    return this.timers.size
  }

  /** The first message received, before or after the call, for which `matches` is true. */
  waitFor(
    matches: (message: ReceivedMessage) => boolean,
    timeoutMs = 5_000,
  ): Promise<ReceivedMessage> {
    return this.inbox.waitFor(matches, this.closed, timeoutMs)
  }

  /** Sends anything at all: an object as JSON, text or bytes as they are, in a binary frame. */
  send(message: object | string | Buffer): void {
    const raw = typeof message === 'string' || Buffer.isBuffer(message)
    this.socket.send(Buffer.from(raw ? message : JSON.stringify(message)), { binary: true })
  }

  /** Says this now, as a turn of the model; resolves at its end, or when it is interrupted. */
  say(text: string): Promise<void> {
    return this.live().dialogue.say(text)
  }

  /** Announces the end of the connection, and ends it when the time is over. */
  goAway(timeLeft: string): void {
    this.send({ goAway: { timeLeft } })
    this.house.tell({ kind: 'goAway', timeLeft })
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(timeLeft)?.[1]
    if (seconds === undefined) return
    this.timers.after(Math.min(Number(seconds) * 1_000, 2 ** 31 - 1), () =>
      this.end(CLOSES.deadline),
    )
  }

  /** Calls a function of the client's, and returns the call's id. */
  callTool(name: string, args?: Readonly<Record<string, unknown>>, id?: string): string {
    const call = { name, ...(args && { args }), ...(id !== undefined && { id }) }
    return this.live().dialogue.callTools([call])[0] ?? ''
  }

  cancelTools(ids: readonly string[]): void {
    this.live().dialogue.cancelTools((call) => ids.includes(call.id))
  }

  /** Stops the answer under way as if the user had spoken. */
  interrupt(): void {
    this.live().dialogue.interrupt()
  }

  /** Closes with any code that a WebSocket may send. */
  close(code: number, reason = ''): void {
    this.end(close(code, reason))
  }

  /** Cuts the TCP connection with a reset, without a close frame. */
  terminate(): void {
    this.ended = true
    this.tcp.resetAndDestroy()
  }

  /** Stops reading, so that the client's sends pile up, as with a peer that is gone. */
  stall(): void {
    this.socket.pause()
  }

  /** Reads on. */
  unstall(): void {
    this.socket.resume()
  }

  private live(): Session {
    if (this.session === null) throw new Error('The connection is not set up.')
    return this.session
  }

  private end({ code, reason }: Close): void {
    if (this.ended) return
    this.ended = true
    this.finish()
    this.socket.close(code, reason)
  }

  /** Nothing of a closed connection goes on. */
  private finish(): void {
    this.session?.dialogue.stop()
    this.timers.clear()
  }

  private receive(data: RawData): void {
    if (this.ended) return
    const parsed = parseClientMessage(textOf(data))
    const wrong = parsed.ok ? this.take(parsed.message) : invalidArgument(parsed.detail)
    if (wrong !== null) this.end(wrong)
  }

  private take(message: ClientMessage): Close | null {
    if (this.session !== null) {
      for (const { kind, bytes } of this.inbox.note(message)) {
        this.house.tell({ kind: 'received', what: kind, bytes })
      }
      return this.session.take(message)
    }
    if (this.accepted !== null) return invalidArgument('wait for setupComplete')
    if (message.setup === undefined) return invalidArgument('setup must be the first message')
    return this.takeSetup(message.setup)
  }

  private takeSetup(setup: Setup): Close | null {
    const { scenario, handles } = this.house
    const guest = welcome(setup, this.dial.apiVersion, handles)
    if ('code' in guest) return guest
    const scripted = scenario.onSetup?.(this.dial.number) ?? 'complete'
    if (typeof scripted === 'object') return scripted
    this.accepted = setup
    this.house.tell({ kind: 'setup', model: setup.model, resumed: guest.resumed })
    handles.hold(guest.session, {
      isOpen: () => this.state === 'open',
      close: (reason) => this.end(reason),
    })
    if (scripted === 'complete') {
      this.timers.after(scenario.setupDelayMs ?? SETUP_DELAY_MS, () => this.open(guest))
    }
    return null
  }

  private open({ setup, model, session, memory }: Welcome): void {
    const { scenario, voice, handles } = this.house
    this.send({ setupComplete: {} })
    this.house.tell({ kind: 'setupComplete' })
    const wire = {
      send: (message: object) => this.send(message),
      close: (reason: Close) => this.end(reason),
      tell: (happening: Happening) => this.house.tell(happening),
    }
    this.session = new Session(wire, {
      setup,
      model,
      memory,
      scenario,
      voice,
      timers: this.timers,
      announce: (moment, resumable) => {
        if (setup.sessionResumption === undefined) return
        const handle = resumable ? { newHandle: handles.issue(session, moment) } : {}
        this.send({ sessionResumptionUpdate: { ...handle, resumable } })
        this.house.tell({ kind: 'resumption', resumable })
      },
      turnIsOver: () => this.countTurn(),
    })
    const { afterSeconds, timeLeft = '' } = scenario.goAway ?? {}
    if (afterSeconds !== undefined) {
      this.timers.after(afterSeconds * 1_000, () => this.goAway(timeLeft))
    }
    this.house.ready(this)
  }

  private countTurn(): void {
    this.turns += 1
    const { goAway } = this.house.scenario
    if (goAway?.afterTurns === this.turns) this.goAway(goAway.timeLeft)
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}
