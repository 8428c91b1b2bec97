import type { Clock } from './clock'
import type { LiveConnection } from './live-client'
import { heard, lookAfter, type Liveness } from './liveness'

/** How often the peer is looked after, in ms. */
const LOOK_MS = 1_000

/** Finds out when the other end of a connection that seems open is gone. */
export class PeerWatch {
  readonly #clock: Clock
  readonly #onGone: () => void
  #connection: LiveConnection | null = null
  #liveness: Liveness = heard(0)
  #cancel: () => void = () => undefined

  /** `onGone` is called at most once for a connection. */
  constructor(clock: Clock, onGone: () => void) {
    this.#clock = clock
    this.#onGone = onGone
  }

  begin(connection: LiveConnection): void {
    this.end()
    this.#connection = connection
    this.noteAlive()
    this.#schedule()
  }

  /** Something came from the peer. */
  noteAlive(): void {
    this.#liveness = heard(this.#connection?.messagesSent ?? 0)
  }

  end(): void {
    this.#cancel()
    this.#connection = null
  }

  #schedule(): void {
    this.#cancel = this.#clock.schedule(() => this.#look(), LOOK_MS)
  }

  #look(): void {
    const connection = this.#connection
    if (connection === null) return
    const { liveness, action } = lookAfter(
      this.#liveness,
      this.#clock.now(),
      connection.messagesSent,
    )
    this.#liveness = liveness
    if (action === 'end') {
      this.end()
      this.#onGone()
      return
    }
    if (action === 'ping') connection.ping()
    this.#schedule()
  }
}
