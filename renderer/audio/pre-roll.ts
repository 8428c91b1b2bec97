import { MICROPHONE, PRE_ROLL_MS } from '@contract/media-format'

const CHUNKS = Math.floor(PRE_ROLL_MS / MICROPHONE.chunkMs)

/** The last chunks that were captured, kept without allocating. The oldest makes way. */
export class PreRoll {
  readonly #chunks = Array.from({ length: CHUNKS }, () => ({
    pcm: new Int16Array(MICROPHONE.chunkSamples),
    at: 0,
  }))
  /** Where the next chunk goes. */
  #next = 0
  #kept = 0

  /** Keeps a copy; returns whether an older chunk had to make way. */
  keep(pcm: ArrayBuffer, at: number): boolean {
    const chunk = this.#chunks[this.#next]
    if (chunk) {
      chunk.pcm.set(new Int16Array(pcm))
      chunk.at = at
    }
    this.#next = (this.#next + 1) % CHUNKS
    const full = this.#kept === CHUNKS
    if (!full) this.#kept += 1
    return full
  }

  /** Hands over what is kept, oldest first, and keeps nothing; the buffers are used again. */
  drain(onChunk: (pcm: ArrayBuffer, at: number) => void): void {
    for (let back = this.#kept; back > 0; back -= 1) {
      const chunk = this.#chunks[(this.#next - back + CHUNKS) % CHUNKS]
      if (chunk) onChunk(chunk.pcm.buffer, chunk.at)
    }
    this.clear()
  }

  clear(): void {
    this.#kept = 0
  }
}
