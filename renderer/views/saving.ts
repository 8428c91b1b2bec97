import type { Counters } from '@contract/state'

/** What audio costs, in tokens for each second (https://ai.google.dev/gemini-api/docs/tokens). */
const TOKENS_PER_SECOND = 25

/**
 * What a picture costs at the least, in tokens: as a frame of video at low or medium resolution
 * (https://ai.google.dev/gemini-api/docs/media-resolution). At high resolution it is four times that.
 */
const TOKENS_PER_PICTURE = 70

/** What was on and yet not sent in this run; an estimate of what that comes to. */
export interface Saving {
  /** Sound that was held back, of `wholeMs` that there were. */
  readonly soundMs: number
  readonly wholeMs: number
  /** Pictures in which nothing had changed. */
  readonly pictures: number
  readonly tokens: number
  /** Of the tokens of all sound and one picture a second, from 0 to 100. */
  readonly percent: number
}

const tokensOf = (soundMs: number, pictures: number): number =>
  (soundMs / 1_000) * TOKENS_PER_SECOND + pictures * TOKENS_PER_PICTURE

/** What was saved by these counts; `null` while that is nothing. */
export function savingOf(counters: Counters): Saving | null {
  const { silenceHeldBackMs: soundMs, framesUnchanged: pictures } = counters
  const saved = tokensOf(soundMs, pictures)
  if (saved === 0) return null
  const spent = tokensOf(counters.microphoneSentMs, counters.framesSent)
  return {
    soundMs,
    wholeMs: soundMs + counters.microphoneSentMs,
    pictures,
    tokens: Math.round(saved),
    percent: Math.round((100 * saved) / (saved + spent)),
  }
}

/** The same of sound alone. */
export const soundSavingOf = (counters: Counters): Saving | null =>
  savingOf({ ...counters, framesUnchanged: 0, framesSent: 0 })
