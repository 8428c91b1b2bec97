/** Making sounds for tests: samples between -1 and 1, one channel. Pure. */

/** What the app plays at, and what recordings are taken at. */
export const SAMPLE_RATE_HZ = 24_000

/** How speech swells and fades: about four syllables a second. */
const SYLLABLES_HZ = 4
/** A low voice and some of its overtones, each with its strength. */
const VOICE_HZ = 140
const OVERTONES = [1, 0.6, 0.4, 0.25, 0.15]
const OVERTONES_SUM = OVERTONES.reduce((sum, strength) => sum + strength, 0)

const WAV_HEADER_BYTES = 44
const BYTES_PER_SAMPLE = 2
const PCM = 1
const MAX_INT16 = 32_767

export function silence(ms: number, rateHz = SAMPLE_RATE_HZ): Float32Array {
  return new Float32Array(Math.round((ms * rateHz) / 1000))
}

export function tone(
  hz: number,
  ms: number,
  { amplitude = 0.5, rateHz = SAMPLE_RATE_HZ } = {},
): Float32Array {
  return silence(ms, rateHz).map(
    (_, index) => amplitude * Math.sin((2 * Math.PI * hz * index) / rateHz),
  )
}

/** White noise, the same each time (Numerical Recipes' generator); `strength` is its RMS. */
export function noise(ms: number, { strength = 0.1, rateHz = SAMPLE_RATE_HZ } = {}): Float32Array {
  let seed = 12_345
  return silence(ms, rateHz).map(() => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
    return strength * Math.sqrt(3) * (seed / 2 ** 31 - 1)
  })
}

/** Not words, but what a voice detector takes for speech: overtones that swell in syllables. */
export function speechLike(
  ms: number,
  { amplitude = 0.5, rateHz = SAMPLE_RATE_HZ } = {},
): Float32Array {
  return silence(ms, rateHz).map((_, index) => {
    const seconds = index / rateHz
    const swell = Math.sin(Math.PI * SYLLABLES_HZ * seconds) ** 2
    const voice = OVERTONES.reduce(
      (sum, strength, overtone) =>
        sum + strength * Math.sin(2 * Math.PI * VOICE_HZ * (overtone + 1) * seconds),
      0,
    )
    return (amplitude * swell * voice) / OVERTONES_SUM
  })
}

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** A mono 16 bit WAV file (http://soundfile.sapp.org/doc/WaveFormat/). */
export function encodeWav(samples: Float32Array, rateHz = SAMPLE_RATE_HZ): Buffer {
  const dataBytes = samples.length * BYTES_PER_SAMPLE
  const wav = Buffer.alloc(WAV_HEADER_BYTES + dataBytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(WAV_HEADER_BYTES - 8 + dataBytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(PCM, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rateHz, 24)
  wav.writeUInt32LE(rateHz * BYTES_PER_SAMPLE, 28)
  wav.writeUInt16LE(BYTES_PER_SAMPLE, 32)
  wav.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(dataBytes, 40)
  samples.forEach((sample, index) => {
    const clipped = Math.max(-1, Math.min(1, sample))
    wav.writeInt16LE(Math.round(clipped * MAX_INT16), WAV_HEADER_BYTES + index * BYTES_PER_SAMPLE)
  })
  return wav
}
