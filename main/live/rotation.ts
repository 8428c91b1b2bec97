/** The server drops the connection when its notice runs out; we leave this many ms before. */
const MARGIN_MS = 5_000

/** Of a short notice, the share that is kept as margin: the rest may still bring an answer's end. */
const MARGIN_SHARE = 1 / 2

/** How long quiet must last, in ms: the handle that covers a turn comes just after its end. */
const SETTLE_MS = 300

export interface RotationOptions {
  /** Nobody speaks and nothing is owed: a good moment to change connections. */
  isQuiet(): boolean
  /** Leaves the connection; called once per notice, unless it was cancelled. */
  leave(): void
}

/** When to leave a connection that the server is about to drop. */
export class Rotation {
  readonly #options: RotationOptions
  #deadline: NodeJS.Timeout | undefined
  #settling: NodeJS.Timeout | undefined

  constructor(options: RotationOptions) {
    this.#options = options
  }

  /** The server has given notice; `null` when it did not say usably for when. */
  plan(timeLeftMs: number | null): void {
    this.cancel()
    this.#deadline = setTimeout(() => this.#leave(), leaveAfter(timeLeftMs ?? 0))
    this.noteQuiet()
  }

  /** Something has come to rest. */
  noteQuiet(): void {
    if (this.#deadline === undefined || !this.#options.isQuiet()) return
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => {
      if (this.#options.isQuiet()) this.#leave()
    }, SETTLE_MS)
  }

  /** The connection is gone, whatever was planned. */
  cancel(): void {
    clearTimeout(this.#deadline)
    clearTimeout(this.#settling)
    this.#deadline = undefined
  }

  #leave(): void {
    this.cancel()
    this.#options.leave()
  }
}

const leaveAfter = (timeLeftMs: number): number =>
  timeLeftMs - Math.min(MARGIN_MS, timeLeftMs * MARGIN_SHARE)
