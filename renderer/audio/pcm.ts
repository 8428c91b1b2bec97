/** 16-bit PCM and Web Audio's floats. All platforms of the app are little-endian, as the lanes. */

const FULL_SCALE = 32_768

/** One sample from -1…1 to 16 bits; what is louder is clipped. */
export function toPcm16(sample: number): number {
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(sample * FULL_SCALE)))
}

/** One sample from 16 bits to -1…1. */
export function fromPcm16(sample: number): number {
  return sample / FULL_SCALE
}

/** The samples of a chunk, not copied; half a sample at the end is left out. */
export function pcm16View(pcm: ArrayBuffer): Int16Array<ArrayBuffer> {
  return new Int16Array(pcm, 0, pcm.byteLength >> 1)
}
