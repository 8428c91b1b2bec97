/**
 * Sound that tells where it is: each 100 ms another tone. Whatever is lost, doubled or out of order
 * on its way shows in what arrives, to within 20 ms. Pure.
 */
import { joined, tone } from './sound-making'
import { toneAmplitude, type Sound } from './sound-analysis'

export const TOKEN_MS = 100

/** Tones 80 Hz apart; neighbours in time are at least 560 Hz apart, so that an edge is sharp. */
const TONES = 40
const LOWEST_HZ = 400
const STEP_HZ = 80
/** Shares no factor with `TONES`, so that all come in turn. */
const STRIDE = 17
/** Both ends of a token are heard for so long, in ms: 20 ms that lack shift one of them away. */
const END_MS = 15
/** Of the level of a full token: below it the tone of another token is heard. */
const CLEAR = 0.5
const AMPLITUDE = 0.5

export interface ToneCodeReport {
  /** Tokens that arrived whole. */
  readonly tokens: number
  /** Tokens that lack, that came twice, and that came where another was due. */
  readonly lost: number
  readonly doubled: number
  readonly reordered: number
  /** The token before each break, for a person to look at. */
  readonly breaks: readonly number[]
}

const hertzOf = (token: number): number => LOWEST_HZ + ((token * STRIDE) % TONES) * STEP_HZ

/** So many tokens, one after the other. */
export function toneCode(tokens: number, rateHz: number): Float32Array {
  const period = joined(
    ...Array.from({ length: TONES }, (_, token) =>
      tone(hertzOf(token), TOKEN_MS, { amplitude: AMPLITUDE, rateHz }),
    ),
  )
  const whole = new Float32Array((tokens * period.length) / TONES)
  for (let start = 0; start < whole.length; start += period.length) {
    whole.set(period.subarray(0, Math.min(period.length, whole.length - start)), start)
  }
  return whole
}

/**
 * What became of a tone code that was heard from its beginning or from some point on. The last token
 * may be cut off. Throws when no token is heard at all.
 */
export function readToneCode(sound: Sound): ToneCodeReport {
  const length = (TOKEN_MS * sound.rateHz) / 1_000
  const breaks: number[] = []
  let counts = { tokens: 0, lost: 0, doubled: 0, reordered: 0 }
  let place = findStart(sound)
  let token = tokenAt(sound, place)
  while (place + length <= sound.samples.length) {
    if (isWhole(sound, place, token)) {
      counts = { ...counts, tokens: counts.tokens + 1 }
      place += length
      token = (token + 1) % TONES
      continue
    }
    const next = findNext(sound, place)
    if (next === null) break
    breaks.push(counts.tokens + counts.lost)
    counts = addBreak(counts, token, next.token)
    ;({ place, token } = next)
  }
  return { ...counts, breaks }
}

type Counts = Omit<ToneCodeReport, 'breaks'>

/** A token that is due and not whole is lost; then what comes instead says what happened beside. */
function addBreak(counts: Counts, due: number, found: number): Counts {
  const ahead = (found - due + TONES) % TONES
  if (ahead === 0) return { ...counts, doubled: counts.doubled + 1 }
  if (ahead <= TONES / 2) return { ...counts, lost: counts.lost + ahead }
  return { ...counts, doubled: counts.doubled + (TONES - ahead), reordered: counts.reordered + 1 }
}

/** The first place where a token begins and is whole. */
function findStart(sound: Sound): number {
  const found = findNext(sound, 0)
  if (found === null) throw new Error('No tone is heard.')
  return found.place
}

/** The next whole token from here on, to 1 ms. */
function findNext(sound: Sound, from: number): { place: number; token: number } | null {
  const length = (TOKEN_MS * sound.rateHz) / 1_000
  const step = sound.rateHz / 1_000
  for (let place = from; place + length <= sound.samples.length; place += step) {
    const token = tokenAt(sound, place)
    if (isWhole(sound, place, token)) return { place: centred(sound, place, token), token }
  }
  return null
}

/** The middle of the places at which the token is whole, so that neither of its ends is near. */
function centred(sound: Sound, first: number, token: number): number {
  const step = sound.rateHz / 1_000
  let last = first
  while (isWhole(sound, last + step, token)) last += step
  return Math.round((first + last) / 2)
}

/** The loudest tone in the middle of the token that would begin here. */
function tokenAt(sound: Sound, place: number): number {
  const length = (TOKEN_MS * sound.rateHz) / 1_000
  const middle = part(sound, place + length / 4, length / 2)
  let best = { token: 0, amplitude: -1 }
  for (let token = 0; token < TONES; token += 1) {
    const amplitude = toneAmplitude(middle, hertzOf(token))
    if (amplitude > best.amplitude) best = { token, amplitude }
  }
  return best.token
}

/** Whether both ends of the token that begins here carry its tone, and at its level. */
function isWhole(sound: Sound, place: number, token: number): boolean {
  const length = (TOKEN_MS * sound.rateHz) / 1_000
  const end = (END_MS * sound.rateHz) / 1_000
  if (place + length > sound.samples.length) return false
  return [place, place + length - end].every(
    (start) => toneAmplitude(part(sound, start, end), hertzOf(token)) >= CLEAR * AMPLITUDE,
  )
}

const part = ({ samples, rateHz }: Sound, from: number, length: number): Sound => ({
  samples: samples.subarray(Math.round(from), Math.round(from + length)),
  rateHz,
})
