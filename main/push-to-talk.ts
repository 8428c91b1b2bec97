/**
 * The key of push-to-talk: hold to talk, tap to talk until the next tap. A press talks at once, as
 * nobody knows yet which of the two it will be. Pure.
 */
export type TalkKeyPhase =
  | { readonly kind: 'idle' }
  /** Talking, and the key is down since `since`. */
  | { readonly kind: 'held'; readonly since: number }
  /** Talking until the next press: after a tap, or by the button on the screen. */
  | { readonly kind: 'latched' }

/** `at` is on a clock that never goes back, in ms. */
export type TalkKeyEvent =
  /** `releaseSeen`: the release of the key will be told, so that holding it can mean something. */
  | { readonly type: 'down'; readonly at: number; readonly releaseSeen: boolean }
  | { readonly type: 'up'; readonly at: number }
  /** The release can no longer be seen. */
  | { readonly type: 'lost' }
  /** No release was seen within `HELD_LIMIT_MS`. */
  | { readonly type: 'expired' }
  /** Talking began or ended by other means. */
  | { readonly type: 'talking'; readonly talking: boolean }

export type TalkKeyEffect = 'start' | 'stop' | 'cut-off'

export interface TalkKeyStep {
  readonly phase: TalkKeyPhase
  readonly effect: TalkKeyEffect | null
}

/** A press shorter than this, in ms, is a tap. */
export const TAP_MS = 300
/** A key that is held longer than this, in ms, is taken for one whose release was lost. */
export const HELD_LIMIT_MS = 60_000

export const TALK_KEY_IDLE: TalkKeyPhase = { kind: 'idle' }
const LATCHED: TalkKeyPhase = { kind: 'latched' }

export function nextTalkKey(phase: TalkKeyPhase, event: TalkKeyEvent): TalkKeyStep {
  const stay: TalkKeyStep = { phase, effect: null }
  switch (event.type) {
    case 'down':
      if (phase.kind === 'latched') return { phase: TALK_KEY_IDLE, effect: 'stop' }
      // A repeat of the key, or its release was lost: then the next release ends it.
      if (phase.kind === 'held') return stay
      return {
        phase: event.releaseSeen ? { kind: 'held', since: event.at } : LATCHED,
        effect: 'start',
      }
    case 'up':
      if (phase.kind !== 'held') return stay
      return event.at - phase.since < TAP_MS
        ? { phase: LATCHED, effect: null }
        : { phase: TALK_KEY_IDLE, effect: 'stop' }
    case 'lost':
      return phase.kind === 'held' ? { phase: TALK_KEY_IDLE, effect: 'stop' } : stay
    case 'expired':
      return phase.kind === 'held' ? { phase: TALK_KEY_IDLE, effect: 'cut-off' } : stay
    case 'talking':
      if (!event.talking) return { phase: TALK_KEY_IDLE, effect: null }
      return phase.kind === 'idle' ? { phase: LATCHED, effect: null } : stay
  }
}
