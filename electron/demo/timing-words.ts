import type { Timing } from '@main/engine'

type Told = Exclude<Timing['name'], 'frame-sent'>

const WORDS: Readonly<Record<Told, string>> = {
  'session-live': 'from the start to a live session',
  'voice-first-sample': 'from the first byte of the answer to its first sample at the speakers',
  'voice-flushed': 'from the interruption to silence',
}

/** A time that is told when it is measured. */
export function describeTiming(name: Told, ms: number): string {
  return `${Math.round(ms)} ms ${WORDS[name]}`
}

/** Times of the same kind, in milliseconds, as one phrase. */
export function summarize(delays: readonly number[]): string {
  const sorted = [...delays].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const worst = sorted.at(-1) ?? 0
  return `from capture to sending ${Math.round(median)} ms (median), ${Math.round(worst)} ms (worst)`
}
