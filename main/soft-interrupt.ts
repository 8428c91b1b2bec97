/** How long the voice waits for speech to go on, or for the server's word, in ms. */
export const COUGH_MS = 600
/** Speech that goes on for so long and does not interrupt is not for us, as that of a radio, in ms. */
export const LONGEST_HOLD_MS = 3_000

/**
 * The voice holds its breath while the user may be taking the word. `listening`: it plays, and
 * speech would hold it. `held`: since a moment on a clock that never goes back, in ms. `deaf`: it
 * plays, and speech is ignored until it has said all.
 */
export type SoftInterrupt =
  | { readonly kind: 'listening' }
  | { readonly kind: 'held'; readonly since: number; readonly speech: boolean }
  | { readonly kind: 'deaf' }

export type SoftInterruptEvent =
  /** The microphone on this computer hears speech begin while the voice plays, or end. */
  | { readonly type: 'speech'; readonly heard: boolean }
  /** The time for which `wakeAt` asked has come. */
  | { readonly type: 'time' }
  /** Nothing of the voice is left: all was said, or the server interrupted it. */
  | { readonly type: 'voice-over' }

export interface SoftInterruptStep {
  readonly state: SoftInterrupt
  readonly command: 'hold' | 'resume' | null
}

export const LISTENING: SoftInterrupt = { kind: 'listening' }

/** What one event makes of it at a moment, in ms. Pure. */
export function softInterrupt(
  state: SoftInterrupt,
  event: SoftInterruptEvent,
  now: number,
): SoftInterruptStep {
  if (event.type === 'voice-over') return { state: LISTENING, command: null }
  switch (state.kind) {
    case 'listening':
      if (event.type !== 'speech' || !event.heard) return { state, command: null }
      return { state: { kind: 'held', since: now, speech: true }, command: 'hold' }
    case 'deaf':
      return { state, command: null }
    case 'held': {
      const held = event.type === 'speech' ? { ...state, speech: event.heard } : state
      if (now < wakeAt(held)) return { state: held, command: null }
      return { state: held.speech ? { kind: 'deaf' } : LISTENING, command: 'resume' }
    }
  }
}

/** When a held voice plays on unless something happens before, in ms. */
export function wakeAt({ since, speech }: SoftInterrupt & { readonly kind: 'held' }): number {
  return since + (speech ? LONGEST_HOLD_MS : COUGH_MS)
}
