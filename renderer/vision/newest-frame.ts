/** Something that holds memory until it is closed, such as a `VideoFrame`. */
interface Closable {
  close(): void
}

/** A frame with the time, ms since the epoch, when it was read. */
interface Held<Frame> {
  readonly frame: Frame
  readonly readAt: number
}

/** A place for one frame: the newest replaces, and closes, the one that waits. */
export class NewestFrame<Frame extends Closable> {
  #held: Held<Frame> | null = null

  put(frame: Frame, readAt: number): void {
    this.#held?.frame.close()
    this.#held = { frame, readAt }
  }

  /** The caller closes what it takes. */
  take(): Held<Frame> | null {
    const held = this.#held
    this.#held = null
    return held
  }

  clear(): void {
    this.take()?.frame.close()
  }
}
