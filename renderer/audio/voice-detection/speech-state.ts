import type { SpeechVerdict } from '@contract/media'

/** Speech begins at this probability: the network's own recommendation. */
const BEGIN_AT = 0.5
/** Speech goes on down to this probability: recommended as 0.15 below the beginning. */
const GO_ON_AT = 0.35
/** Speech that lasts this long is believed, ms: more than a click, less than a syllable. */
const BELIEVE_AFTER_MS = 60
/** Silence that ends what was said is longer than this, ms: within a sentence people pause for less. */
export const PAUSE_MS = 1_000

/** What is known of the speech, and since when it seems to be otherwise, ms. */
export interface SpeechState {
  readonly speech: boolean
  readonly contraryMs: number
}

export const SILENCE: SpeechState = { speech: false, contraryMs: 0 }

/**
 * What is known after one more piece of sound, which lasted `ms`, with this probability of speech.
 * Speech ends with silence that is longer than `pauseMs`.
 */
export function nextSpeechState(
  state: SpeechState,
  probability: number,
  ms: number,
  pauseMs: number,
): SpeechState {
  const contrary = state.speech ? probability < GO_ON_AT : probability >= BEGIN_AT
  const contraryMs = contrary ? state.contraryMs + ms : 0
  const turns = state.speech ? contraryMs > pauseMs : contraryMs >= BELIEVE_AFTER_MS
  return turns ? { speech: !state.speech, contraryMs: 0 } : { ...state, contraryMs }
}

/** The same speech by two measures: what is said, and the very word of it. */
export interface Speech {
  /** Goes on through pauses of up to a second. */
  readonly said: SpeechState
  /** Ends with the first piece of silence. */
  readonly word: SpeechState
}

/** Before anything was heard: somebody may be speaking, and is heard out before silence is held back. */
export const UNHEARD: Speech = { said: { speech: true, contraryMs: 0 }, word: SILENCE }

/** What is known after one more piece of sound, as `nextSpeechState`. */
export function nextSpeech({ said, word }: Speech, probability: number, ms: number): Speech {
  return {
    said: nextSpeechState(said, probability, ms, PAUSE_MS),
    word: nextSpeechState(word, probability, ms, 0),
  }
}

export function verdictOf({ said, word }: Speech): Exclude<SpeechVerdict, 'unknown'> {
  if (word.speech) return 'speech'
  return said.speech ? 'short-pause' : 'long-pause'
}
