/** Where in the course of a conversation there is sound. Pure; times in ms since the epoch. */
import type { RecordingNote } from '@contract/library'

/** A recording as it lies in time, before the next one begins. */
export interface Stretch {
  readonly key: number
  readonly from: number
  readonly to: number
}

/** A moment that can be heard. */
export interface Spot {
  readonly key: number
  /** From the recording's first sample. */
  readonly offsetMs: number
  readonly at: number
}

/**
 * In order of time. A recording whose length was never noted, as its writing was cut off, counts until
 * the conversation's end: the media element will tell where its sound ends. Where a clock was set back
 * the later recording holds.
 */
export function stretchesOf(recordings: readonly RecordingNote[], end: number): readonly Stretch[] {
  const sorted = recordings.toSorted((one, other) => one.startedAt - other.startedAt)
  return sorted.map(({ key, startedAt, durationMs }, index) => {
    const next = sorted[index + 1]?.startedAt ?? Infinity
    const to = durationMs > 0 ? startedAt + durationMs : Math.max(end, startedAt)
    return { key, from: startedAt, to: Math.min(next, to) }
  })
}

/** The first moment from this one on that was recorded; `null` after the last. */
export function soundFrom(stretches: readonly Stretch[], at: number): Spot | null {
  const stretch = stretches.find(({ to }) => at < to)
  if (stretch === undefined) return null
  const heard = Math.max(at, stretch.from)
  return { key: stretch.key, offsetMs: heard - stretch.from, at: heard }
}
