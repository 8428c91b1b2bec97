import { MICROPHONE } from '@contract/media-format'

/** The last chunks that were captured, kept without allocating. When it is full, the oldest makes way. */
export class PreRoll {
  readonly #chunks: readonly { readonly pcm: Int16Array<ArrayBuffer>; at: number }[]
  /** Where the next chunk goes. */
  #next = 0
  #kept = 0

  /** Keeps up to so many chunks. */
  constructor(capacity: number) {
    this.#chunks = Array.from({ length: capacity }, () => ({
      pcm: new Int16Array(MICROPHONE.chunkSamples),
      at: 0,
    }))
  }

  /** Keeps a copy. */
  keep(pcm: ArrayBuffer, at: number): void {
    const chunk = this.#chunks[this.#next]
    if (chunk) {
      chunk.pcm.set(new Int16Array(pcm))
      chunk.at = at
    }
    this.#next = (this.#next + 1) % this.#chunks.length
    this.#kept = Math.min(this.#kept + 1, this.#chunks.length)
  }

  /** Forgets the oldest beyond so many; returns how many those were. */
  trim(most: number): number {
    const forgotten = Math.max(0, this.#kept - most)
    this.#kept -= forgotten
    return forgotten
  }

  /** Hands over what is kept, oldest first, and keeps nothing; the buffers are used again. */
  drain(onChunk: (pcm: ArrayBuffer, at: number) => void): void {
    const { length } = this.#chunks
    for (let back = this.#kept; back > 0; back -= 1) {
      const chunk = this.#chunks[(this.#next - back + length) % length]
      if (chunk) onChunk(chunk.pcm.buffer, chunk.at)
    }
    this.#kept = 0
  }
}
