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

/**
 * A fresh picture is waited for so long, in ms, before an older one must do. The worker takes about
 * 100 ms; for a large screen it may first have to finish another, each in up to 600 ms.
 */
export const FRESH_WITHIN_MS = 1_500

/** A picture captured this much before it was asked for, in ms, is fresh. */
const FRESH_BEFORE_MS = 50

/**
 * How long a frame waits when the network is behind before it is offered again, in ms: a socket
 * tells of bytes that wait, but not of when they have gone.
 */
const RETRY_MS = 250

/** After a picture that could not be encoded another is asked for, in ms. */
const AGAIN_MS = 2_000

interface Arrived {
  readonly frame: FrameMessage
  /** From its capture to this process. */
  readonly wayMs: number
}

/** Encoded, cleared, and waiting for its turn. */
interface Prepared {
  readonly picture: Arrived
  readonly encoded: EncodedFrame
  readonly detail: Detail
  /** From its capture to here, without waits. */
  readonly tookMs: number
}

export interface FramePipelineOptions {
  readonly encode: (picture: Uint8Array<ArrayBuffer>, detail: Detail) => Promise<EncodedFrame>
  /** Sends a frame; returns false when it cannot be taken now. */
  readonly send: (jpeg: Uint8Array) => boolean
  /** `offline`: whoever connects calls `refresh`. `behind`: bytes still wait for the network. */
  readonly readiness: () => 'ready' | 'behind' | 'offline'
  /** Frames with older covers show what is covered by now, and never leave. */
  readonly coversRevision: () => number
  /**
   * Whether what was captured then (ms since the epoch) may be sent, for all that is known of it
   * now; pending as long as nobody can tell.
   */
  readonly cleared: (capturedAt: number) => Promise<boolean>
  /** Asks for the newest picture, changed or not. */
  readonly askFresh: () => void
  /** `tookMs`: the work between capture and socket, without the wait for the frame's turn. */
  readonly onSent: (sent: EncodedFrame, captured: FrameMessage, tookMs: number) => void
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
  readonly log: Log
}

/**
 * From pictures of what is shared to JPEGs on the wire. A picture is encoded as it arrives, one at a
 * time, and waits for its turn; a newer one takes its place. The picture sent last is kept, for a
 * new connection or another detail.
 */
export class FramePipeline {
  readonly #options: FramePipelineOptions
  #detail: Detail = 'standard'
  #share: number | null = null
  #latest: Arrived | null = null
  /** The latest is to be sent, and is not. */
  #unsent = false
  #preparing = false
  /** How often all was forgotten: what is being made of a picture from before is not kept. */
  #forgotten = 0
  #prepared: Prepared | null = null
  #lastSentAt = -Infinity
  #timer: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined
  /** A fresh picture was asked for then, ms since the epoch; none before takes its turn. */
  #freshFrom = -Infinity
  /** Runs until a fresh picture has left. */
  #lastResort: NodeJS.Timeout | null = null

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
    this.#forget()
    clearTimeout(this.#timer)
    clearTimeout(this.#heartbeat)
    this.#endWait()
  }

  /** Forgets all that was captured, and asks for what the screen shows now. */
  renew(): void {
    this.#forget()
    this.refresh()
  }

  submit(frame: FrameMessage): void {
    if (!this.#maySend(frame)) return
    this.#latest = { frame, wayMs: Math.max(0, Date.now() - frame.capturedAt) }
    this.#unsent = true
    this.#proceed()
  }

  /** Sends what the screen shows now, changed or not: at once, or in its turn. */
  refresh(): void {
    if (this.#share === null) return
    this.#freshFrom = Date.now() - FRESH_BEFORE_MS
    this.#lastResort ??= setTimeout(() => {
      this.#endWait()
      this.#unsent = this.#latest !== null
      this.#proceed()
    }, FRESH_WITHIN_MS)
    this.#options.askFresh()
  }

  #beatIn(ms: number): void {
    clearTimeout(this.#heartbeat)
    this.#heartbeat = setTimeout(() => this.refresh(), ms)
  }

  #endWait(): void {
    clearTimeout(this.#lastResort ?? undefined)
    this.#lastResort = null
    this.#freshFrom = -Infinity
  }

  #forget(): void {
    this.#forgotten += 1
    this.#latest = null
    this.#prepared = null
    this.#unsent = false
  }

  #maySend({ shareId, coversRevision }: FrameMessage): boolean {
    return shareId === this.#share && coversRevision >= this.#options.coversRevision()
  }

  #isFresh({ frame }: Arrived): boolean {
    return frame.capturedAt >= this.#freshFrom
  }

  /** Prepares the latest, and sends what is prepared once its turn has come. */
  #proceed(): void {
    clearTimeout(this.#timer)
    if (this.#latest && !this.#maySend(this.#latest.frame)) this.#forget()
    if (this.#latest === null || !this.#unsent || !this.#isFresh(this.#latest)) return
    const readiness = this.#options.readiness()
    if (readiness === 'behind') this.#timer = setTimeout(() => this.#proceed(), RETRY_MS)
    if (readiness !== 'ready') return
    const prepared = this.#sendable()
    if (prepared?.picture !== this.#latest && !this.#preparing) void this.#prepare(this.#latest)
    if (!prepared) return
    const waitMs = this.#lastSentAt + FRAME_INTERVAL_MS - this.#options.now()
    if (waitMs > 0) this.#timer = setTimeout(() => this.#proceed(), waitMs)
    else this.#send(prepared)
  }

  /** What is prepared, as long as it is still what is wanted. */
  #sendable(): Prepared | null {
    const { picture, detail } = this.#prepared ?? {}
    const isWanted =
      picture && detail === this.#detail && this.#maySend(picture.frame) && this.#isFresh(picture)
    return isWanted ? this.#prepared : null
  }

  async #prepare(picture: Arrived): Promise<void> {
    const { frame, wayMs } = picture
    const begunAt = this.#options.now()
    const detail = this.#detail
    const forgotten = this.#forgotten
    this.#preparing = true
    try {
      const [encoded, isCleared] = await Promise.all([
        this.#options.encode(new Uint8Array(frame.jpeg), detail),
        this.#options.cleared(frame.capturedAt),
      ])
      const tookMs = wayMs + this.#options.now() - begunAt
      if (!isCleared) this.#drop(picture)
      else if (forgotten === this.#forgotten) {
        this.#prepared = { picture, encoded, detail, tookMs }
      }
    } catch {
      this.#drop(picture)
      // A codec that was closed with its share has done nothing wrong.
      if (frame.shareId === this.#share) {
        this.#options.log.warn('frame-unusable', { bytes: frame.jpeg.byteLength })
        // A screen that stands still gives no other by itself.
        this.#beatIn(AGAIN_MS)
      }
    } finally {
      this.#preparing = false
      this.#proceed()
    }
  }

  #drop(picture: Arrived): void {
    if (this.#latest === picture) this.#forget()
  }

  #send(prepared: Prepared): void {
    const { picture, encoded, tookMs } = prepared
    if (!this.#options.send(encoded.jpeg)) {
      this.#timer = setTimeout(() => this.#proceed(), RETRY_MS)
      return
    }
    this.#lastSentAt = this.#options.now()
    this.#prepared = null
    if (picture === this.#latest) this.#unsent = false
    this.#endWait()
    this.#beatIn(HEARTBEAT_MS)
    this.#options.onSent(encoded, picture.frame, tookMs)
    this.#proceed()
  }
}
