import type { FrameMessage } from '@contract/media'
import type { Picture } from './jpeg-encoder'
import { NewestFrame } from './newest-frame'

/** At most two pictures a second. */
export const GRAB_INTERVAL_MS = 500

/** Of all shares of this page. */
let frames = 0

export interface GrabParts {
  readonly encode: (frame: VideoFrame) => Promise<Picture>
  readonly send: (message: FrameMessage) => void
  readonly fail: (thrown: unknown) => void
}

/**
 * Reads one share's track: every frame is read and closed as it comes, the newest is encoded when
 * its turn has come. The first is sent at once. Ends when the track ends or `stop` is called.
 */
export class FrameGrab {
  readonly #shareId: number
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>
  readonly #parts: GrabParts
  readonly #newest = new NewestFrame<VideoFrame>()
  #stopped = false
  #encoding = false
  #nextTurnAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(shareId: number, readable: ReadableStream<VideoFrame>, parts: GrabParts) {
    this.#shareId = shareId
    this.#reader = readable.getReader()
    this.#parts = parts
    void this.#read()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#newest.clear()
    void this.#reader.cancel().catch(() => undefined)
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const { done, value: frame } = await this.#reader.read()
        if (done) return
        if (this.#stopped) {
          frame.close()
          return
        }
        this.#newest.put(frame, Date.now())
        this.#takeTurn()
      }
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #takeTurn(): void {
    if (this.#stopped || this.#encoding) return
    clearTimeout(this.#timer)
    const wait = this.#nextTurnAt - Date.now()
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#takeTurn(), wait)
      return
    }
    void this.#encode()
  }

  async #encode(): Promise<void> {
    const held = this.#newest.take()
    if (!held) return
    this.#encoding = true
    this.#nextTurnAt = Date.now() + GRAB_INTERVAL_MS
    try {
      const encoded = this.#parts.encode(held.frame)
      held.frame.close()
      const picture = await encoded
      const { readAt: capturedAt } = held
      if (!this.#stopped) {
        frames += 1
        this.#parts.send({
          type: 'frame',
          frameId: frames,
          coversRevision: 0,
          ...picture,
          capturedAt,
          shareId: this.#shareId,
        })
      }
    } catch (thrown) {
      this.#fail(thrown)
    } finally {
      this.#encoding = false
    }
    this.#takeTurn()
  }

  #fail(thrown: unknown): void {
    if (this.#stopped) return
    this.stop()
    this.#parts.fail(thrown)
  }
}
