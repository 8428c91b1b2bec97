import { MAX_FRAME_BYTES, MEDIA_LANES, MICROPHONE, type MediaLane } from '@contract/media'
import type { Rate } from './rate-bound'

/** The words of a message, beside its sound or picture. */
const WORDS_BYTES = 200

/**
 * After a while without time for it the page has up to 10 s of sound (500 chunks) to hand over at
 * once.
 */
const BACKLOG = 600

/** What a page may send over each lane; the rest is dropped before anything looks at it. */
export const LANE_RULES: Readonly<Record<MediaLane, Rate & { readonly maxBytes: number }>> = {
  microphone: { perSecond: 100, burst: BACKLOG, maxBytes: MICROPHONE.chunkBytes + WORDS_BYTES },
  voice: { perSecond: 100, burst: 200, maxBytes: WORDS_BYTES },
  frames: { perSecond: 4, burst: 4, maxBytes: MAX_FRAME_BYTES + WORDS_BYTES },
}

export function isMediaLane(lane: unknown): lane is MediaLane {
  return MEDIA_LANES.some((known) => known === lane)
}

/** About how many bytes a flat message carries, or `null` when it is no message at all. */
export function countBytes(message: unknown): number | null {
  if (typeof message !== 'object' || message === null) return null
  return Object.values(message).reduce<number>((sum, value) => sum + bytesOf(value), 0)
}

function bytesOf(value: unknown): number {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
  return typeof value === 'string' ? value.length : 0
}
