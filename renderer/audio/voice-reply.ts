import { fromPcm16 } from './pcm'

interface Chunk {
  readonly samples: Int16Array
  next: Chunk | null
}

/**
 * `waiting` gathers its lead, `playing` is rendered, `starved` ran dry before it was finished.
 */
type Progress = 'waiting' | 'playing' | 'starved'

/** The audio of one reply that is still to be rendered: a list of the chunks as they came. */
export class VoiceReply {
  finished = false
  progress: Progress = 'waiting'
  #first: Chunk | null = null
  #last: Chunk | null = null
  /** Samples of the first chunk that were already taken. */
  #offset = 0
  #bufferedSamples = 0
  #heardSamples = 0

  constructor(readonly number: number) {}

  get bufferedSamples(): number {
    return this.#bufferedSamples
  }

  /** Samples that were really rendered. */
  get heardSamples(): number {
    return this.#heardSamples
  }

  append(samples: Int16Array): void {
    if (samples.length === 0) return
    const chunk: Chunk = { samples, next: null }
    if (this.#last) this.#last.next = chunk
    else this.#first = chunk
    this.#last = chunk
    this.#bufferedSamples += samples.length
  }

  /** Moves samples into `output` from index `start` until either has no more; says how many. */
  take(output: Float32Array, start: number): number {
    let index = start
    while (this.#first && index < output.length) {
      const { samples, next } = this.#first
      const end = Math.min(output.length, index + samples.length - this.#offset)
      for (; index < end; index += 1, this.#offset += 1) {
        output[index] = fromPcm16(samples[this.#offset] ?? 0)
      }
      if (this.#offset < samples.length) break
      this.#first = next
      this.#offset = 0
    }
    if (!this.#first) this.#last = null
    this.#bufferedSamples -= index - start
    this.#heardSamples += index - start
    return index - start
  }
}
