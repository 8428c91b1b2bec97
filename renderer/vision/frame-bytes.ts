/** The bytes of the newest frame, and whether they are those of the frame before. */
export class FrameBytes {
  #last = new Uint8Array(0)
  #spare = new Uint8Array(0)

  /** `bytes` are valid until the next call but one. Rejects when the frame does not give them. */
  async read(frame: VideoFrame): Promise<{
    readonly bytes: Uint8Array
    readonly layout: readonly PlaneLayout[]
    readonly isSame: boolean
  }> {
    const length = frame.allocationSize()
    const bytes = this.#spare.length === length ? this.#spare : new Uint8Array(length)
    const layout = await frame.copyTo(bytes)
    const isSame = isEqual(bytes, this.#last)
    this.#spare = this.#last
    this.#last = bytes
    return { bytes, layout, isSame }
  }
}

/** Four bytes at a time: most frames of a screen are equal to the last. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  const words = one.length >>> 2
  const left = new Uint32Array(one.buffer, 0, words)
  const right = new Uint32Array(other.buffer, 0, words)
  for (let at = 0; at < words; at += 1) if (left[at] !== right[at]) return false
  for (let at = words * 4; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}
