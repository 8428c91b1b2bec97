import { type Close, invalidArgument } from './close-reasons'
import type { Tell } from './events'
import { compare, glance, type Glance, isImage } from './frame-reader'
import type { Blob } from './protocol'
import type { Sight } from './scenario'

/** The service takes one frame a second; the network may bring two a little closer together. */
const MIN_GAP_MS = 950

/** Where frames arrive; only the newest is kept, and it is decoded when somebody looks. */
export class Eyes {
  private readonly tell: Tell
  private newest: Buffer | null = null
  private newestAt = -Infinity
  private seen: { readonly frame: Buffer; readonly glance: Glance } | null = null
  private framesSinceTurn = 0

  constructor(tell: Tell) {
    this.tell = tell
  }

  show(video: Blob): Close | null {
    if (!isImage(video.data, video.mimeType)) {
      return invalidArgument(`realtimeInput.video: not ${video.mimeType.slice(0, 40)}`)
    }
    const now = performance.now()
    const gapMs = Math.round(now - this.newestAt)
    if (gapMs < MIN_GAP_MS) this.tell({ kind: 'frameTooSoon', gapMs })
    this.newest = video.data
    this.newestAt = now
    this.framesSinceTurn += 1
    return null
  }

  /** Frames received since the last call. */
  takeFrames(): number {
    const frames = this.framesSinceTurn
    this.framesSinceTurn = 0
    return frames
  }

  /** What the newest frame shows, beside the one that was looked at before. */
  async look(): Promise<Sight | null> {
    const frame = this.newest
    if (frame === null) return null
    const before = this.seen
    if (before?.frame === frame) return compare(before.glance, before.glance)
    const now = await glance(frame)
    if (now === null) return null
    this.seen = { frame, glance: now }
    return compare(now, before?.glance ?? null)
  }
}
