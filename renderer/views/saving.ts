import type { Counters } from '@contract/state'

/** What audio costs, in tokens for each second (https://ai.google.dev/gemini-api/docs/tokens). */
const TOKENS_PER_SECOND = 25

/** What local voice detection saved in this run; `null` while it has saved nothing. */
export interface Saving {
  readonly heldBackMs: number
  /** With what was sent. */
  readonly wholeMs: number
  /** From 0 to 100. */
  readonly percent: number
  readonly tokens: number
}

/** What was saved by these counts. */
export function savingOf({ silenceHeldBackMs, microphoneSentMs }: Counters): Saving | null {
  if (silenceHeldBackMs === 0) return null
  const wholeMs = silenceHeldBackMs + microphoneSentMs
  return {
    heldBackMs: silenceHeldBackMs,
    wholeMs,
    percent: Math.round((100 * silenceHeldBackMs) / wholeMs),
    tokens: Math.round((silenceHeldBackMs / 1_000) * TOKENS_PER_SECOND),
  }
}
