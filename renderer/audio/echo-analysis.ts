/** The echo self-test's numbers, apart from playing and recording. Pure. */

export interface Echo {
  /** How loud the test sound came back, in dB against how it was played. */
  readonly levelDb: number
  /** How long it took, from playing to hearing, in ms. */
  readonly delayMs: number
}

/** `dead`: the microphone delivered nothing but zeros. */
export type EchoFinding =
  | { readonly kind: 'dead' }
  | { readonly kind: 'none' }
  | { readonly kind: 'echo'; readonly echo: Echo }

/** The test sound: its bounds are what small speakers and speech both have, Hz. */
const CHIRP_FROM_HZ = 300
const CHIRP_TO_HZ = 3_000
const CHIRP_AMPLITUDE = 0.35
/** Length of the fade at both ends, s, so that it does not click. */
const FADE_S = 0.02

/** An echo that comes later than this, ms, is not one: the longest Bluetooth way is shorter. */
const LONGEST_DELAY_MS = 800
/** What comes back must stand out this much from what else was heard, as a ratio of amplitudes. */
const CLEAR_RATIO = 8
/** Below this, dB, neither the server nor the local detector takes it for speech. */
const AUDIBLE_DB = -45
/** Lags this near the loudest one, ms, belong to it: its own shape, and the room. */
const AROUND_MS = 60

/** A sweep from low to high: its correlation with itself has one sharp peak. */
export function makeChirp(rateHz: number, seconds: number): Float32Array<ArrayBuffer> {
  const sweep = (CHIRP_TO_HZ - CHIRP_FROM_HZ) / seconds
  return new Float32Array(Math.round(rateHz * seconds)).map((_, index) => {
    const at = index / rateHz
    const fade = Math.min(1, at / FADE_S, (seconds - at) / FADE_S)
    return CHIRP_AMPLITUDE * fade * Math.sin(2 * Math.PI * (CHIRP_FROM_HZ + (sweep * at) / 2) * at)
  })
}

/**
 * Finds `chirp` in `recorded`. `playedAt` is the index in `recorded` of the moment when it was
 * played.
 */
export function findEcho(
  chirp: Float32Array,
  recorded: Float32Array,
  playedAt: number,
  rateHz: number,
): EchoFinding {
  if (recorded.every((sample) => sample === 0)) return { kind: 'dead' }
  const gains = correlate(chirp, recorded, playedAt, Math.round((LONGEST_DELAY_MS / 1000) * rateHz))
  const lag = loudest(gains)
  const gain = Math.abs(gains[lag] ?? 0)
  const around = (AROUND_MS / 1000) * rateHz
  const rest = rootMeanSquare(gains.filter((_, index) => Math.abs(index - lag) > around))
  const levelDb = 20 * Math.log10(gain)
  if (gain < rest * CLEAR_RATIO || levelDb < AUDIBLE_DB) return { kind: 'none' }
  return { kind: 'echo', echo: { levelDb, delayMs: (lag / rateHz) * 1000 } }
}

/** For each lag the gain with which the chirp is best explained there. */
function correlate(
  chirp: Float32Array,
  recorded: Float32Array,
  from: number,
  lags: number,
): Float32Array {
  const energy = chirp.reduce((sum, sample) => sum + sample * sample, 0)
  const last = Math.min(lags, recorded.length - from - chirp.length)
  const gains = new Float32Array(Math.max(0, last))
  for (let lag = 0; lag < gains.length; lag += 1) {
    let sum = 0
    for (let index = 0; index < chirp.length; index += 1) {
      sum += (chirp[index] ?? 0) * (recorded[from + lag + index] ?? 0)
    }
    gains[lag] = sum / energy
  }
  return gains
}

function loudest(gains: Float32Array): number {
  return gains.reduce(
    (best, gain, index) => (Math.abs(gain) > Math.abs(gains[best] ?? 0) ? index : best),
    0,
  )
}

function rootMeanSquare(values: Float32Array): number {
  if (values.length === 0) return 0
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}
