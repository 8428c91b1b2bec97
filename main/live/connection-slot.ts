import type { Connect, ConnectRequest, LiveConnection } from './live-client'
import { ConnectError, type ConnectionFailure } from './live-errors'
import type { ServerEvent } from './server-events'

export interface SlotEvents {
  onConnected(connection: LiveConnection): void
  onEvent(event: ServerEvent): void
  /** Something came from the peer. */
  onAlive(): void
  /** A message could not be used. */
  onDropped(why: string): void
  /** The dial failed, or the connection is over. */
  onFailed(failure: ConnectionFailure): void
}

/**
 * The place for one connection or dial. Each has a generation, and what comes from an old one is
 * ignored. Nothing is dialed before the last one is gone: the service refuses to resume a session
 * that is still open.
 */
export class ConnectionSlot {
  readonly #connect: Connect
  readonly #events: SlotEvents
  #generation = 0
  #connection: LiveConnection | null = null
  #abort = new AbortController()
  #gone: Promise<void> = Promise.resolve()

  constructor(connect: Connect, events: SlotEvents) {
    this.#connect = connect
    this.#events = events
  }

  get connection(): LiveConnection | null {
    return this.#connection
  }

  /** Resolves when what was let go of is gone. */
  get gone(): Promise<void> {
    return this.#gone
  }

  /**
   * Closes the connection or aborts the dial; from now on it has nothing to say. `onUnanswered`: the
   * peer did not answer the goodbye, and may not have read all that was sent.
   */
  letGo(onUnanswered: () => void = () => undefined): void {
    this.#generation += 1
    this.#abort.abort()
    const connection = this.#connection
    this.#connection = null
    if (connection === null) return
    this.#gone = connection.close().then((goodbye) => {
      if (goodbye === 'unanswered') onUnanswered()
    })
  }

  /** Dials once the place is free. How it goes is told by the events. */
  dial(request: ConnectRequest): void {
    this.letGo()
    this.#abort = new AbortController()
    this.#gone = this.#dial(request, this.#generation, this.#gone, this.#abort.signal)
  }

  async #dial(
    request: ConnectRequest,
    generation: number,
    before: Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const isCurrent = (): boolean => generation === this.#generation
    await before
    if (!isCurrent()) return
    try {
      const connection = await this.#connect(
        request,
        {
          onEvent: (event) => {
            if (isCurrent()) this.#events.onEvent(event)
          },
          onAlive: () => {
            if (isCurrent()) this.#events.onAlive()
          },
          onDropped: (why) => this.#events.onDropped(why),
          onEnd: (failure) => {
            if (isCurrent()) this.#events.onFailed(failure)
          },
        },
        signal,
      )
      if (isCurrent()) this.#take(connection)
      else await connection.close()
    } catch (error) {
      if (isCurrent()) this.#events.onFailed(failureOf(error))
    }
  }

  #take(connection: LiveConnection): void {
    this.#connection = connection
    this.#events.onConnected(connection)
  }
}

/** Whatever else is thrown is an error of ours, which the next try would meet as well. */
const failureOf = (error: unknown): ConnectionFailure =>
  error instanceof ConnectError
    ? error.failure
    : { kind: 'setup-unusable', detail: 'an error of Sightline’s own' }
