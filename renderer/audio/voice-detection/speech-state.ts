/** Speech begins at this probability: the network's own recommendation. */
const BEGIN_AT = 0.5
/** Speech goes on down to this probability: recommended as 0.15 below the beginning. */
const GO_ON_AT = 0.35
/** Speech that lasts this long is believed, ms: more than a click, less than a syllable. */
const BELIEVE_AFTER_MS = 60
/** Silence that is a pause is longer than this, ms: within a sentence people pause for less. */
export const PAUSE_MS = 1_000

/** What is known of the speech, and since when it seems to be otherwise, ms. */
export interface SpeechState {
  readonly speech: boolean
  readonly contraryMs: number
}

export const SILENCE: SpeechState = { speech: false, contraryMs: 0 }

/** What is known after one more piece of sound, which lasted `ms`, with this probability of speech. */
export function nextSpeechState(state: SpeechState, probability: number, ms: number): SpeechState {
  const contrary = state.speech ? probability < GO_ON_AT : probability >= BEGIN_AT
  const contraryMs = contrary ? state.contraryMs + ms : 0
  const turns = state.speech ? contraryMs > PAUSE_MS : contraryMs >= BELIEVE_AFTER_MS
  return turns ? { speech: !state.speech, contraryMs: 0 } : { ...state, contraryMs }
}
