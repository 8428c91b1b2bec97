/** Sound as samples: signed 16-bit, mono. Pure. */

/** The rate of every reply, in samples per second. */
export const VOICE_RATE = 24_000
/** The rate in which the service listens. */
export const HEARING_RATE = 16_000

export const secondsOf = (samples: Int16Array): number => samples.length / VOICE_RATE

export interface Tone {
  readonly hertz: number
  readonly seconds: number
  /** Peak, of 1 = full scale. */
  readonly level?: number
}

/** A sine with 5 ms ramps, for tests that must recognise what they rendered. */
export function tone({ hertz, seconds, level = 0.5 }: Tone, rate: number = VOICE_RATE): Int16Array {
  const length = Math.round(seconds * rate)
  const ramp = rate * 0.005
  return Int16Array.from({ length }, (_, index) => {
    const envelope = Math.min(1, (index + 1) / ramp, (length - index) / ramp)
    return Math.sin((2 * Math.PI * hertz * index) / rate) * level * envelope * 32_767
  })
}

/** A hum in syllables, four a second: stands in for speech where none can be synthesised. */
export function murmur(seconds: number): Int16Array {
  const length = Math.round(seconds * VOICE_RATE)
  return Int16Array.from({ length }, (_, index) => {
    const time = index / VOICE_RATE
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * time)) ** 0.5
    const pitch = 2 * Math.PI * 140 * time + 4 * Math.sin(2 * Math.PI * 0.7 * time)
    const voice = Math.sin(pitch) + 0.5 * Math.sin(2 * pitch) + 0.3 * Math.sin(3 * pitch)
    return voice * syllable * 5_000
  })
}

/** Each output sample looks at this many input samples on either side. */
const REACH = 8

/** Changes the rate of samples with a windowed sinc, so that no images or aliases are heard. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples
  const cutoff = Math.min(1, to / from)
  const reach = Math.ceil(REACH / cutoff)
  const kernels = new Map<number, Float32Array>()
  const result = new Int16Array(Math.floor((samples.length * to) / from))
  for (let index = 0; index < result.length; index += 1) {
    // The output sample lies this many parts of `to` after the input sample `whole`.
    const phase = (index * from) % to
    const whole = (index * from - phase) / to
    let kernel = kernels.get(phase)
    if (kernel === undefined) {
      kernel = makeKernel(phase / to, cutoff, reach)
      kernels.set(phase, kernel)
    }
    let sum = 0
    const first = whole - reach + 1
    const taps = Math.min(kernel.length, samples.length - first)
    for (let tap = Math.max(0, -first); tap < taps; tap += 1) {
      sum += (samples[first + tap] ?? 0) * (kernel[tap] ?? 0)
    }
    result[index] = Math.max(-32_768, Math.min(32_767, sum))
  }
  return result
}

function makeKernel(fraction: number, cutoff: number, reach: number): Float32Array {
  return Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - fraction
    const x = Math.PI * distance * cutoff
    const sinc = x === 0 ? 1 : Math.sin(x) / x
    const window = Math.cos((Math.PI * distance) / (2 * (reach + 1))) ** 2
    return sinc * window * cutoff
  })
}

/** Sounds one after another. */
export function join(sounds: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(sounds.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const sound of sounds) {
    all.set(sound, at)
    at += sound.length
  }
  return all
}

/** Little-endian bytes, as they travel; the order of every machine that this runs on. */
export const toBytes = (samples: Int16Array): Buffer => Buffer.from(samples.slice().buffer)

/** Samples of little-endian bytes; an odd last byte is left out. */
export const fromBytes = (bytes: Uint8Array): Int16Array =>
  new Int16Array(Uint8Array.from(bytes.subarray(0, bytes.length & ~1)).buffer)
