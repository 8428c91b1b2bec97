import type { FrameMessage } from '@contract/media'
import type { Detail } from '@contract/settings'
import type { Log } from '../log'
import type { EncodedFrame } from './jpeg-encoder'

/**
 * Least time between two frames, in ms. The service takes one a second; the rest is room for the
 * network's jitter, so that the server never sees two within a second.
 */
export const FRAME_INTERVAL_MS = 1_040

/**
 * How long a frame waits when the network is behind before it is offered again, in ms: a socket
 * tells of bytes that wait, but not of when they have gone.
 */
const RETRY_MS = 250

interface Arrived {
  readonly frame: FrameMessage
  /** From its capture to this process. */
  readonly wayMs: number
}

export interface FramePipelineOptions {
  readonly encode: (picture: Uint8Array, detail: Detail) => Promise<EncodedFrame>
  /** Sends a frame; returns false when it cannot be taken now. */
  readonly send: (jpeg: Uint8Array) => boolean
  /** `offline`: whoever connects calls `sendAgain`. `behind`: bytes still wait for the network. */
  readonly readiness: () => 'ready' | 'behind' | 'offline'
  /** `tookMs`: the work between capture and socket, without the wait for the frame's turn. */
  readonly onSent: (frame: EncodedFrame, shareId: number, tookMs: number) => void
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
  readonly log: Log
}

/**
 * From pictures of what is shared to JPEGs on the wire. It holds one picture: a newer one replaces
 * it, and only one that is about to be sent is encoded. The picture sent last is kept, so that a new
 * connection can be shown a screen that stands still.
 */
export class FramePipeline {
  readonly #options: FramePipelineOptions
  #detail: Detail = 'standard'
  #share: number | null = null
  #latest: Arrived | null = null
  #unsent = false
  #encoding = false
  #lastSentAt = -Infinity
  #timer: NodeJS.Timeout | undefined

  constructor(options: FramePipelineOptions) {
    this.#options = options
  }

  setDetail(detail: Detail): void {
    if (detail === this.#detail) return
    this.#detail = detail
    this.sendAgain()
  }

  /** Takes frames of this share, and of no other. */
  start(shareId: number): void {
    this.stop()
    this.#share = shareId
  }

  /** From now on nothing leaves, not even what is being encoded. */
  stop(): void {
    this.#share = null
    this.#latest = null
    this.#unsent = false
    clearTimeout(this.#timer)
  }

  submit(frame: FrameMessage): void {
    if (frame.shareId !== this.#share) return
    this.#latest = { frame, wayMs: Math.max(0, Date.now() - frame.capturedAt) }
    this.#unsent = true
    this.#proceed()
  }

  /** Shows the picture sent last once more: the other side does not know it any more. */
  sendAgain(): void {
    this.#unsent = this.#latest !== null
    this.#proceed()
  }

  #proceed(): void {
    clearTimeout(this.#timer)
    if (!this.#unsent || this.#encoding) return
    const waitMs = this.#lastSentAt + FRAME_INTERVAL_MS - this.#options.now()
    if (waitMs > 0) this.#timer = setTimeout(() => this.#proceed(), waitMs)
    else this.#offer()
  }

  #offer(): void {
    const readiness = this.#options.readiness()
    if (readiness === 'ready') void this.#encodeAndSend()
    if (readiness === 'behind') this.#timer = setTimeout(() => this.#proceed(), RETRY_MS)
  }

  async #encodeAndSend(): Promise<void> {
    if (this.#latest === null) return
    const { frame, wayMs } = this.#latest
    const begunAt = this.#options.now()
    this.#encoding = true
    this.#unsent = false
    try {
      const encoded = await this.#options.encode(new Uint8Array(frame.jpeg), this.#detail)
      if (frame.shareId === this.#share) this.#send(encoded, frame.shareId, begunAt - wayMs)
    } catch {
      this.#options.log.warn('frame-unusable', { bytes: frame.jpeg.byteLength })
    } finally {
      this.#encoding = false
      this.#proceed()
    }
  }

  #send(encoded: EncodedFrame, shareId: number, workBegunAt: number): void {
    if (!this.#options.send(encoded.jpeg)) {
      this.#unsent = true
      return
    }
    this.#lastSentAt = this.#options.now()
    this.#options.onSent(encoded, shareId, this.#lastSentAt - workBegunAt)
  }
}
