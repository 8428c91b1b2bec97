import type { SpeechVerdict } from '@contract/media'
import { fromPcm16 } from '../pcm'
import { Silero, SILERO_SAMPLES } from './silero'
import { nextSpeech, UNHEARD, verdictOf } from './speech-state'

/** The sample rate that the network is for, Hz. */
const SAMPLE_RATE = 16_000
const PIECE_MS = (SILERO_SAMPLES / SAMPLE_RATE) * 1_000

/**
 * No speech is as quiet: sound without a sample of this size (−60 dBFS) is none, once nobody has
 * spoken for a second. Noise suppression makes silence of most quiet rooms, and the network would
 * take 2 % of a core for it.
 */
const AUDIBLE = 0.001
/**
 * Quiet for so long, ms, is no part of a word. The network hears a very soft voice by what it
 * remembers, so the quiet between syllables is judged, too.
 */
const QUIET_MS = 500

/** Says whether there is speech in the sound that it is given. */
export class VoiceDetector {
  readonly #network: Silero
  readonly #piece = new Float32Array(SILERO_SAMPLES)
  #filled = 0
  #quietMs = 0
  #speech = UNHEARD

  constructor(model: Uint8Array<ArrayBuffer>) {
    this.#network = new Silero(model)
  }

  /** What is known now. */
  get verdict(): Exclude<SpeechVerdict, 'unknown'> {
    return verdictOf(this.#speech)
  }

  /** 16-bit samples at 16 kHz, of any number. */
  push(samples: Int16Array): void {
    for (const sample of samples) {
      this.#piece[this.#filled] = fromPcm16(sample)
      this.#filled += 1
      if (this.#filled < SILERO_SAMPLES) continue
      this.#filled = 0
      this.#speech = nextSpeech(this.#speech, this.#probability(), PIECE_MS)
    }
  }

  /** Of speech in the piece. The network's memory of what it heard last is of silence then. */
  #probability(): number {
    const isQuiet = this.#piece.every((at) => Math.abs(at) < AUDIBLE)
    this.#quietMs = isQuiet ? this.#quietMs + PIECE_MS : 0
    const isSilence = !this.#speech.said.speech && this.#quietMs > QUIET_MS
    return isSilence ? 0 : this.#network.probability(this.#piece)
  }
}
