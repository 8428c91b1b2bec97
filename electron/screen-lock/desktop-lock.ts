import { sessionBus, systemBus, type MessageBus } from '@jellybrick/dbus-next'
import type { Log } from '@main/log'
import { connect } from '../desktop-bus'
import { isLocked, reduceLock, UNLOCKED, type LockFacts, type LockWord } from './lock-facts'
import { watchLoginSession } from './login-session'
import { watchScreenSavers } from './screen-savers'

/**
 * How long a request to lock counts when no lock follows it, in milliseconds. A locker is there
 * within a second or two.
 */
const REQUEST_MS = 10_000

type Watch = (bus: MessageBus, hear: (word: LockWord) => void) => Promise<void>

/** Tells when the screen of a Linux desktop is locked and unlocked; nothing where nobody tells. */
export class DesktopLock {
  #facts: LockFacts = UNLOCKED
  #expiry: NodeJS.Timeout | undefined
  readonly #buses: MessageBus[] = []
  #isClosed = false

  constructor(
    private readonly onChange: (isLocked: boolean) => void,
    private readonly log: Log,
    private readonly requestMs = REQUEST_MS,
  ) {}

  /** Resolves once it listens to all that there is; never rejects. */
  async start(): Promise<void> {
    await Promise.all([
      this.#watch('session', sessionBus, watchScreenSavers),
      this.#watch('system', systemBus, watchLoginSession),
    ])
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#expiry)
    for (const bus of this.#buses) leave(bus)
  }

  async #watch(name: string, open: () => MessageBus, watch: Watch): Promise<void> {
    try {
      const bus = open()
      await connect(bus)
      if (this.#isClosed) {
        leave(bus)
        return
      }
      this.#buses.push(bus)
      await watch(bus, (word) => this.#hear(word))
    } catch {
      this.log.info('screen-lock-not-told', { bus: name })
    }
  }

  #hear(word: LockWord): void {
    if (this.#isClosed) return
    const before = isLocked(this.#facts)
    this.#facts = reduceLock(this.#facts, word)
    if (word.kind === 'request') this.#expire()
    const after = isLocked(this.#facts)
    if (after !== before) this.onChange(after)
  }

  #expire(): void {
    clearTimeout(this.#expiry)
    const expired = (): void => this.#hear({ kind: 'request-expired' })
    this.#expiry = setTimeout(expired, this.requestMs)
  }
}

function leave(bus: MessageBus): void {
  bus.removeAllListeners('message')
  bus.disconnect()
}
