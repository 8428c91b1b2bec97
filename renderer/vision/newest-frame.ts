/** Something that holds memory until it is closed, such as a `VideoFrame`. */
interface Closable<Self> {
  clone(): Self
  close(): void
}

/** A frame with the time, ms since the epoch, when it was read. */
export interface Held<Frame> {
  readonly frame: Frame
  readonly readAt: number
}

/**
 * A place for one frame: the newest replaces, and closes, the one before. It stays, because a screen
 * that stands still gives no other.
 */
export class NewestFrame<Frame extends Closable<Frame>> {
  #held: Held<Frame> | null = null

  put(frame: Frame, readAt: number): void {
    this.#held?.frame.close()
    this.#held = { frame, readAt }
  }

  /** Another hold on it, which the caller closes. */
  share(): Held<Frame> | null {
    return this.#held && { frame: this.#held.frame.clone(), readAt: this.#held.readAt }
  }

  clear(): void {
    this.#held?.frame.close()
    this.#held = null
  }
}
