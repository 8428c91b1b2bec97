import { toPcm16 } from './pcm'

/** Gathers floats of any quantum into PCM16 chunks of one length, without allocating. */
export class PcmChunker {
  readonly #chunk: Int16Array<ArrayBuffer>
  readonly #onChunk: (pcm: ArrayBuffer) => void
  #filled = 0

  /** `onChunk` gets the same buffer each time and must have copied it when it returns. */
  constructor(chunkSamples: number, onChunk: (pcm: ArrayBuffer) => void) {
    this.#chunk = new Int16Array(chunkSamples)
    this.#onChunk = onChunk
  }

  push(samples: Float32Array): void {
    // An index, as an iterator would allocate on the audio thread.
    for (let index = 0; index < samples.length; index += 1) {
      this.#chunk[this.#filled] = toPcm16(samples[index] ?? 0)
      this.#filled += 1
      if (this.#filled === this.#chunk.length) {
        this.#filled = 0
        this.#onChunk(this.#chunk.buffer)
      }
    }
  }

  /** Forgets the part of a chunk that was gathered. */
  clear(): void {
    this.#filled = 0
  }
}
