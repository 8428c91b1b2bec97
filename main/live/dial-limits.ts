import { ConnectError, type ConnectionFailure } from './live-errors'

/** From the first question (the way out, a token) to `setupComplete`, in ms. */
const DIAL_LIMIT_MS = 15_000

const GIVEN_UP: ConnectionFailure = { kind: 'closed', code: 1005, reason: 'ended by the user' }

/** The failure of a dial whose server was sent the setup: it may have looked at the handle. */
export const afterSetupBegan = (failure: ConnectionFailure): ConnectionFailure =>
  failure.kind === 'timeout' && failure.step === 'dial'
    ? { kind: 'timeout', step: 'setup' }
    : failure

/** What ends one try to connect over all its steps: its time, and the user. */
export class DialLimits {
  readonly #over = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #user: AbortSignal | undefined
  #failure: ConnectionFailure | null = null

  constructor(user: AbortSignal | undefined) {
    this.#user = user
    this.#timer = setTimeout(() => this.#end({ kind: 'timeout', step: 'dial' }), DIAL_LIMIT_MS)
    user?.addEventListener('abort', this.#giveUp, { once: true })
    if (user?.aborted) this.#giveUp()
  }

  /** For steps that can be told to stop. */
  get signal(): AbortSignal {
    return this.#over.signal
  }

  /** Calls back once when the try is over, at once if it already is. */
  onOver(end: (failure: ConnectionFailure) => void): void {
    const tell = (): void => {
      if (this.#failure) end(this.#failure)
    }
    if (this.#failure) tell()
    else this.#over.signal.addEventListener('abort', tell, { once: true })
  }

  /** Waits for a step, and no longer than the try may last. */
  during<T>(step: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.onOver((failure) => reject(new ConnectError(failure)))
      step.then(resolve, reject)
    })
  }

  /** The try has come to its end by itself. */
  close(): void {
    clearTimeout(this.#timer)
    this.#user?.removeEventListener('abort', this.#giveUp)
  }

  readonly #giveUp = (): void => this.#end(GIVEN_UP)

  #end(failure: ConnectionFailure): void {
    this.#failure ??= failure
    this.#over.abort()
  }
}
