/** The voice plays on when neither speech nor the server's word has come for so long, in ms. */
export const QUIET_MS = 600
/** Speech that goes on for so long and does not interrupt is not for us, as that of a radio, in ms. */
export const LONGEST_HOLD_MS = 3_000
/** Nor is it when it has held the voice so often in vain: it may be the voice's own echo. */
export const MOST_RESUMED = 3

/**
 * The voice holds its breath while the user may be taking the word. `listening`: it plays, and
 * speech would hold it; it has played on `resumed` times. `held`: since a moment on a clock that
 * never goes back, in ms, and without speech since `quietSince`; `null` while speech is heard.
 * `deaf`: it plays, and speech is ignored until it has said all.
 */
export type SoftInterrupt =
  | { readonly kind: 'listening'; readonly resumed: number }
  | {
      readonly kind: 'held'
      readonly since: number
      readonly quietSince: number | null
      readonly resumed: number
    }
  | { readonly kind: 'deaf' }

export type SoftInterruptEvent =
  /** The microphone on this computer hears speech at this moment, if only a cough, or no more. */
  | { readonly type: 'speech'; readonly heard: boolean }
  /** The time for which `wakeAt` asked has come. */
  | { readonly type: 'time' }
  /** Nothing of the voice is left: all was said, or the server interrupted it. */
  | { readonly type: 'voice-over' }

export interface SoftInterruptStep {
  readonly state: SoftInterrupt
  readonly command: 'hold' | 'resume' | null
}

export const LISTENING: SoftInterrupt = { kind: 'listening', resumed: 0 }

/**
 * What one event makes of it at a moment, in ms. Pure.
 *
 * Speech holds the voice at once. The 600 ms count from when speech was last heard, so that who goes
 * on talking is not talked over while the server makes up its mind: each word begins them anew.
 */
export function softInterrupt(
  state: SoftInterrupt,
  event: SoftInterruptEvent,
  now: number,
): SoftInterruptStep {
  if (event.type === 'voice-over') return { state: LISTENING, command: null }
  switch (state.kind) {
    case 'listening': {
      if (event.type !== 'speech' || !event.heard) return { state, command: null }
      const { resumed } = state
      return { state: { kind: 'held', since: now, quietSince: null, resumed }, command: 'hold' }
    }
    case 'deaf':
      return { state, command: null }
    case 'held': {
      const held = event.type === 'speech' ? hear(state, event.heard, now) : state
      if (now < wakeAt(held)) return { state: held, command: null }
      return { state: afterHold(held, now), command: 'resume' }
    }
  }
}

type Held = SoftInterrupt & { readonly kind: 'held' }

/** When a held voice plays on unless something happens before, in ms. */
export function wakeAt({ since, quietSince }: Held): number {
  const longest = since + LONGEST_HOLD_MS
  return quietSince === null ? longest : Math.min(longest, quietSince + QUIET_MS)
}

function hear(state: Held, speech: boolean, now: number): Held {
  return { ...state, quietSince: speech ? null : (state.quietSince ?? now) }
}

function afterHold({ quietSince, resumed }: Held, now: number): SoftInterrupt {
  const isQuiet = quietSince !== null && now - quietSince >= QUIET_MS
  const often = resumed + 1 >= MOST_RESUMED
  return isQuiet && !often ? { kind: 'listening', resumed: resumed + 1 } : { kind: 'deaf' }
}
