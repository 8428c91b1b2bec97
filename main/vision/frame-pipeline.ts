import type { FrameMessage } from '@contract/media'
import type { Detail } from '@contract/settings'
import type { Log } from '../log'
import type { EncodedFrame } from './jpeg-encoder'

/**
 * Least time between two frames, in ms. The service takes one a second; the rest is room for the
 * network's jitter, so that the server never sees two within a second.
 */
export const FRAME_INTERVAL_MS = 1_040

/** A screen that stands still is shown again after so long, in ms: the service forgets. */
export const HEARTBEAT_MS = 30_000

/** The worker gives a picture in about 100 ms; after so long, in ms, the last one must do. */
const FRESH_WITHIN_MS = 400

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
  readonly encode: (picture: Uint8Array<ArrayBuffer>, detail: Detail) => Promise<EncodedFrame>
  /** Sends a frame; returns false when it cannot be taken now. */
  readonly send: (jpeg: Uint8Array) => boolean
  /** `offline`: whoever connects calls `refresh`. `behind`: bytes still wait for the network. */
  readonly readiness: () => 'ready' | 'behind' | 'offline'
  /** Frames with older covers show what is covered by now, and never leave. */
  readonly coversRevision: () => number
  /** Asks for the newest picture, changed or not. */
  readonly askFresh: () => void
  /** `tookMs`: the work between capture and socket, without the wait for the frame's turn. */
  readonly onSent: (sent: EncodedFrame, captured: FrameMessage, tookMs: number) => void
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
  readonly log: Log
}

/**
 * From pictures of what is shared to JPEGs on the wire. It holds one picture: a newer one replaces
 * it, and only one that is about to be sent is encoded. The picture sent last is kept, for a
 * new connection or another detail.
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
  #heartbeat: NodeJS.Timeout | undefined
  /** Runs while a fresh picture is awaited. */
  #awaitingFresh: NodeJS.Timeout | null = null

  constructor(options: FramePipelineOptions) {
    this.#options = options
  }

  setDetail(detail: Detail): void {
    if (detail === this.#detail) return
    this.#detail = detail
    this.refresh()
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
    clearTimeout(this.#heartbeat)
    this.#endWait()
  }

  submit(frame: FrameMessage): void {
    if (!this.#maySend(frame)) return
    this.#endWait()
    this.#latest = { frame, wayMs: Math.max(0, Date.now() - frame.capturedAt) }
    this.#unsent = true
    this.#proceed()
  }

  /** Sends what the screen shows now, changed or not: at once, or in its turn. */
  refresh(): void {
    if (this.#share === null || this.#awaitingFresh) return
    this.#awaitingFresh = setTimeout(() => {
      this.#awaitingFresh = null
      this.#sendAgain()
    }, FRESH_WITHIN_MS)
    this.#options.askFresh()
  }

  #endWait(): void {
    clearTimeout(this.#awaitingFresh ?? undefined)
    this.#awaitingFresh = null
  }

  #sendAgain(): void {
    this.#unsent = this.#latest !== null
    this.#proceed()
  }

  #maySend({ shareId, coversRevision }: FrameMessage): boolean {
    return shareId === this.#share && coversRevision >= this.#options.coversRevision()
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
    this.#unsent = false
    if (!this.#maySend(frame)) {
      this.#latest = null
      return
    }
    const begunAt = this.#options.now()
    this.#encoding = true
    try {
      const encoded = await this.#options.encode(new Uint8Array(frame.jpeg), this.#detail)
      if (this.#maySend(frame)) this.#send(encoded, frame, begunAt - wayMs)
    } catch {
      // A codec that was closed with its share has done nothing wrong.
      if (frame.shareId === this.#share) {
        this.#options.log.warn('frame-unusable', { bytes: frame.jpeg.byteLength })
      }
    } finally {
      this.#encoding = false
      this.#proceed()
    }
  }

  #send(encoded: EncodedFrame, frame: FrameMessage, workBegunAt: number): void {
    if (!this.#options.send(encoded.jpeg)) {
      this.#unsent = true
      return
    }
    this.#lastSentAt = this.#options.now()
    clearTimeout(this.#heartbeat)
    this.#heartbeat = setTimeout(() => this.refresh(), HEARTBEAT_MS)
    this.#options.onSent(encoded, frame, this.#lastSentAt - workBegunAt)
  }
}
