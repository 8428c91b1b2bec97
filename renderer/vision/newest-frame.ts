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
 * that stands still gives no other; once it was shared, as a copy in memory of its own.
 */
export class NewestFrame<Frame extends Closable<Frame>> {
  readonly #copy: (frame: Frame) => Promise<Frame>
  #held: (Held<Frame> & { readonly isCopy: boolean }) | null = null

  /** `copy`: may reject where a frame cannot be copied; then it is kept itself. */
  constructor(copy: (frame: Frame) => Promise<Frame>) {
    this.#copy = copy
  }

  put(frame: Frame, readAt: number): void {
    this.#held?.frame.close()
    this.#held = { frame, readAt, isCopy: false }
  }

  /** Another hold on it, which the caller closes. */
  async share(): Promise<Held<Frame> | null> {
    const held = this.#held
    if (held && !held.isCopy) {
      const frame = await this.#copy(held.frame).catch(() => null)
      if (this.#held !== held) {
        frame?.close()
        return this.share()
      }
      if (frame) held.frame.close()
      this.#held = { frame: frame ?? held.frame, readAt: held.readAt, isCopy: true }
    }
    return this.#held && { frame: this.#held.frame.clone(), readAt: this.#held.readAt }
  }

  clear(): void {
    this.#held?.frame.close()
    this.#held = null
  }
}
