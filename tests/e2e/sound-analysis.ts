/** Saying what was heard: pure functions over samples between -1 and 1, one channel. */

export interface Sound {
  readonly samples: Float32Array
  readonly rateHz: number
}

export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** Quieter than this (about -46 dB) counts as silence. */
const SILENCE_RMS = 0.005
/** How finely time is looked at. */
const WINDOW_MS = 10
/** A pause shorter than this, as between syllables, does not end a sound. */
const PAUSE_MS = 200
/** Steps in which a dominant frequency is looked for. */
const FREQUENCY_STEP_HZ = 5

const INT16_SCALE = 32_768

/** Reads raw 16 bit little-endian samples. */
export function fromPcm16(bytes: Buffer, rateHz: number): Sound {
  const samples = new Float32Array(Math.floor(bytes.length / 2))
  samples.forEach((_, index) => {
    samples[index] = bytes.readInt16LE(index * 2) / INT16_SCALE
  })
  return { samples, rateHz }
}

export function durationMs({ samples, rateHz }: Sound): number {
  return (samples.length / rateHz) * 1000
}

export function cut({ samples, rateHz }: Sound, { fromMs, toMs }: Span): Sound {
  const at = (ms: number): number => Math.round((ms * rateHz) / 1000)
  return { samples: samples.subarray(at(fromMs), at(toMs)), rateHz }
}

/** Loudness: root mean square, 0 to 1. */
export function rms({ samples }: Sound): number {
  if (samples.length === 0) return 0
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}

/** The loudness of one window after the other. */
function loudness(sound: Sound, windowMs = WINDOW_MS): number[] {
  const count = Math.floor(durationMs(sound) / windowMs)
  return Array.from({ length: count }, (_, index) =>
    rms(cut(sound, { fromMs: index * windowMs, toMs: (index + 1) * windowMs })),
  )
}

/** When something was to be heard; short pauses do not count. */
export function soundSpans(
  sound: Sound,
  { threshold = SILENCE_RMS, pauseMs = PAUSE_MS } = {},
): Span[] {
  const spans: Span[] = []
  loudness(sound).forEach((level, index) => {
    if (level < threshold) return
    const window = { fromMs: index * WINDOW_MS, toMs: (index + 1) * WINDOW_MS }
    const last = spans.at(-1)
    const goesOn = last !== undefined && window.fromMs - last.toMs < pauseMs
    if (goesOn) spans[spans.length - 1] = { fromMs: last.fromMs, toMs: window.toMs }
    else spans.push(window)
  })
  return spans
}

/** When the first sound starts, or nothing in silence. */
export function firstSoundMs(sound: Sound, options?: { threshold?: number }): number | undefined {
  return soundSpans(sound, options)[0]?.fromMs
}

/**
 * When the sound that is on at `afterMs`, or starts later, falls silent; nothing if it never
 * starts, or is still on at the end.
 */
export function silenceAfterMs(
  sound: Sound,
  afterMs: number,
  options?: { threshold?: number; pauseMs?: number },
): number | undefined {
  const span = soundSpans(sound, options).find(({ toMs }) => toMs > afterMs)
  return span && span.toMs + WINDOW_MS <= durationMs(sound) ? span.toMs : undefined
}

/**
 * The amplitude of one frequency, 0 to 1 (Goertzel,
 * https://en.wikipedia.org/wiki/Goertzel_algorithm).
 */
export function toneAmplitude({ samples, rateHz }: Sound, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rateHz)
  let last = 0
  let beforeLast = 0
  for (const sample of samples) {
    const next = sample + coefficient * last - beforeLast
    beforeLast = last
    last = next
  }
  const power = last ** 2 + beforeLast ** 2 - coefficient * last * beforeLast
  return samples.length === 0 ? 0 : (2 * Math.sqrt(Math.max(power, 0))) / samples.length
}

/** The strongest frequency of a range, in Hz, to 5 Hz. Give it half a second or more. */
export function dominantFrequency(sound: Sound, { fromHz = 80, toHz = 4_000 } = {}): number {
  let best = { hz: fromHz, amplitude: -1 }
  for (let hz = fromHz; hz <= toHz; hz += FREQUENCY_STEP_HZ) {
    const amplitude = toneAmplitude(sound, hz)
    if (amplitude > best.amplitude) best = { hz, amplitude }
  }
  return best.hz
}

/**
 * Where a sound is heard in another of the same rate: the best place, in ms, and how alike they are
 * there, whatever their loudness (1: the same, 0: nothing in common).
 */
export function findSound(
  { samples, rateHz }: Sound,
  wanted: Sound,
): { readonly atMs: number; readonly likeness: number } {
  const { length } = wanted.samples
  const wantedEnergy = energyOf(wanted.samples)
  let energy = energyOf(samples.subarray(0, length))
  let best = { at: 0, likeness: 0 }
  for (let at = 0; at + length <= samples.length; at += 1) {
    const product = productOf(samples, at, wanted.samples)
    const likeness = energy > 0 ? product / Math.sqrt(energy * wantedEnergy) : 0
    if (likeness > best.likeness) best = { at, likeness }
    energy += (samples[at + length] ?? 0) ** 2 - (samples[at] ?? 0) ** 2
  }
  return { atMs: (best.at * 1_000) / rateHz, likeness: best.likeness }
}

const energyOf = (samples: Float32Array): number =>
  samples.reduce((sum, sample) => sum + sample * sample, 0)

function productOf(samples: Float32Array, from: number, wanted: Float32Array): number {
  let product = 0
  for (let index = 0; index < wanted.length; index += 1) {
    product += (samples[from + index] ?? 0) * (wanted[index] ?? 0)
  }
  return product
}
