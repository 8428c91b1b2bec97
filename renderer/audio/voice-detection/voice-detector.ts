import { fromPcm16 } from '../pcm'
import { Silero, SILERO_SAMPLES } from './silero'
import { nextSpeechState, SILENCE } from './speech-state'

/** The sample rate that the network is for, Hz. */
const SAMPLE_RATE = 16_000
const PIECE_MS = (SILERO_SAMPLES / SAMPLE_RATE) * 1_000

/** Says when speech begins, and when it has paused, in the sound that it is given. */
export class VoiceDetector {
  readonly #network: Silero
  readonly #onChange: (speech: boolean) => void
  readonly #piece = new Float32Array(SILERO_SAMPLES)
  #filled = 0
  #state = SILENCE

  constructor(model: Uint8Array<ArrayBuffer>, onChange: (speech: boolean) => void) {
    this.#network = new Silero(model)
    this.#onChange = onChange
  }

  /** 16-bit samples at 16 kHz, of any number. */
  push(samples: Int16Array): void {
    for (const sample of samples) {
      this.#piece[this.#filled] = fromPcm16(sample)
      this.#filled += 1
      if (this.#filled < SILERO_SAMPLES) continue
      this.#filled = 0
      this.#judge()
    }
  }

  #judge(): void {
    const before = this.#state
    this.#state = nextSpeechState(before, this.#network.probability(this.#piece), PIECE_MS)
    if (this.#state.speech !== before.speech) this.#onChange(this.#state.speech)
  }
}
