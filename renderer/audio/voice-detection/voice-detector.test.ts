import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v5.onnx?inline'
import type { SpeechVerdict } from '@contract/media'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import sampleUrl from '../../../resources/demo/sample-voice.wav?inline'
import { fromPcm16, toPcm16 } from '../pcm'
import { Silero, SILERO_SAMPLES } from './silero'
import { nextSpeech, UNHEARD, verdictOf } from './speech-state'
import { VoiceDetector } from './voice-detector'

const RATE = 16_000
const load = async (url: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fetch(url)).arrayBuffer())

let model: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  model = await load(modelUrl)
})

const sound = (seconds: number, at: (index: number) => number): Float32Array =>
  Float32Array.from({ length: seconds * RATE }, (_, index) => at(index))
const silence = (seconds: number): Float32Array => sound(seconds, () => 0)

/** White noise that is the same in each run (Numerical Recipes' generator). */
function noise(seconds: number, strength: number): Float32Array {
  let seed = 12_345
  return sound(seconds, () => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
    return strength * Math.sqrt(3) * (seed / 2 ** 31 - 1)
  })
}

const strengthOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)

const joined = (...parts: readonly Float32Array[]): Float32Array =>
  Float32Array.from(parts.flatMap((part) => [...part]))

interface Change {
  readonly heard: SpeechVerdict
  readonly ms: number
}

/** When the detector changed its mind, in ms of sound, in chunks of 20 ms. */
function changesIn(samples: Float32Array): Change[] {
  const changes: Change[] = []
  const detector = new VoiceDetector(model)
  let { verdict } = detector
  for (let from = 0; from < samples.length; from += 320) {
    const chunk = samples.subarray(from, from + 320)
    detector.push(Int16Array.from(chunk, toPcm16))
    if (detector.verdict === verdict) continue
    verdict = detector.verdict
    changes.push({ heard: verdict, ms: ((from + chunk.length) / RATE) * 1_000 })
  }
  return changes
}

/** The same of a detector that judges every piece, however quiet. */
function changesWithoutFloor(samples: Float32Array): Change[] {
  const changes: Change[] = []
  const network = new Silero(model)
  let speech = UNHEARD
  for (let end = SILERO_SAMPLES; end <= samples.length; end += SILERO_SAMPLES) {
    const piece = samples.slice(end - SILERO_SAMPLES, end).map((at) => fromPcm16(toPcm16(at)))
    const before = verdictOf(speech)
    speech = nextSpeech(speech, network.probability(piece), (SILERO_SAMPLES / RATE) * 1_000)
    const heard = verdictOf(speech)
    if (heard !== before) changes.push({ heard, ms: (end / RATE) * 1_000 })
  }
  return changes
}

describe('the network', () => {
  it('computes what its own runtime computes', () => {
    // By onnxruntime-web 1.27.0, of the same sound.
    const network = new Silero(model)
    const wave = sound(6.4, (i) => {
      const voice = 0.3 * Math.sin(i * 0.05) * Math.sin((Math.PI * 4 * i) / RATE) ** 2
      const whine = 0.1 * Math.sin(i * 0.31) * Math.sin(i * 0.0007)
      return voice + whine + 0.01 * Math.sin(i * i * 0.37)
    })
    const found = Array.from({ length: 200 }, (_, piece) =>
      network.probability(wave.subarray(piece * SILERO_SAMPLES, (piece + 1) * SILERO_SAMPLES)),
    )
    const expected = [
      0.28497, 0.05229, 0.03564, 0.03515, 0.40534, 0.08662, 0.17165, 0.23922, 0.31329, 0.10051,
    ]
    expected.forEach((probability, index) => expect(found[index * 20]).toBeCloseTo(probability, 4))
  })

  it('is of no other file', () => {
    expect(() => new Silero(new Uint8Array([7, 1, 2, 3]))).toThrow()
    expect(() => new Silero(new Uint8Array())).toThrow()
    expect(() => new Silero(model.slice(0, 100_000))).toThrow()
  })
})

describe('a voice', () => {
  let voice: Float32Array
  beforeAll(async () => {
    const wav = await load(sampleUrl)
    // The header, and the first five seconds: a question.
    const samples = new Int16Array(wav.buffer, 44, 5 * RATE)
    const whole = Float32Array.from(samples, (sample) => sample / 32_768)
    const first = whole.findIndex((sample) => Math.abs(sample) > 0.02)
    const last = whole.findLastIndex((sample) => Math.abs(sample) > 0.02)
    voice = whole.subarray(first, last)
  })

  it.each([
    ['in silence', Infinity, 1],
    ['spoken softly', Infinity, 0.2],
    ['in noise 10 dB below it', 10, 1],
  ])('%s is heard well within the pre-roll, and its end a second after', (_how, decibels, gain) => {
    const spoken = joined(
      silence(2),
      voice.map((sample) => sample * gain),
      silence(2),
    )
    const hiss = noise(spoken.length / RATE, (gain * strengthOf(voice)) / 10 ** (decibels / 20))
    const changes = changesIn(spoken.map((sample, index) => sample + (hiss[index] ?? 0)))
    const endMs = 2_000 + (voice.length / RATE) * 1_000
    const [first, begin] = changes
    expect(first?.heard).toBe('long-pause')
    expect(begin?.heard).toBe('speech')
    expect(begin?.ms).toBeGreaterThan(2_000)
    expect(begin?.ms).toBeLessThan(2_200)
    const [pause, end] = changes.slice(-2)
    expect(pause?.heard).toBe('short-pause')
    expect(pause?.ms).toBeGreaterThan(endMs - 400)
    expect(pause?.ms).toBeLessThan(endMs + 300)
    expect(end?.heard).toBe('long-pause')
    expect(end?.ms).toBeGreaterThan(endMs + 600)
    expect(end?.ms).toBeLessThan(endMs + 1_300)
    expect(changes.filter(({ heard }) => heard === 'long-pause')).toHaveLength(2)
  })

  // The network itself hears this voice down to 0.003 of its strength: a peak of −56 dBFS.
  it.each([0.02, 0.01, 0.007, 0.005, 0.004, 0.003])(
    'at %d of its strength is heard as by the network alone',
    (gain) => {
      const spoken = joined(
        silence(2),
        voice.map((sample) => sample * gain),
        silence(2),
      )
      const [alone, found] = [changesWithoutFloor(spoken), changesIn(spoken)]
      const begins = (changes: Change[]): number =>
        changes.find(({ heard }) => heard === 'speech')?.ms ?? Infinity
      expect(begins(alone)).toBeLessThan(4_000)
      expect(begins(found)).toBeLessThanOrEqual(begins(alone) + 64)
      expect(found.at(-1)?.heard).toBe('long-pause')
      expect(found.at(-1)?.ms).toBeGreaterThanOrEqual((alone.at(-1)?.ms ?? Infinity) - 64)
    },
  )
})

describe('a voice for a moment', () => {
  it.each([150, 300, 600])('of %d ms is over soon after, for the soft interrupt', async (ms) => {
    const wav = await load(sampleUrl)
    const samples = new Int16Array(wav.buffer, 44, 5 * RATE)
    const whole = Float32Array.from(samples, (sample) => sample / 32_768)
    const first = whole.findIndex((sample) => Math.abs(sample) > 0.02)
    const moment = whole.subarray(first, first + (ms / 1_000) * RATE)
    const changes = changesIn(joined(silence(2), moment, silence(2))).slice(1)
    expect(changes.map(({ heard }) => heard)).toEqual(['speech', 'short-pause', 'long-pause'])
    const [begin, pause] = changes
    expect(begin?.ms).toBeLessThanOrEqual(2_100)
    expect(pause?.ms).toBeGreaterThan(2_000 + ms - 50)
    expect(pause?.ms).toBeLessThanOrEqual(2_000 + ms + 150)
  })
})

describe('a quiet room', () => {
  const countJudged = (samples: Float32Array): number => {
    const judge = vi.spyOn(Silero.prototype, 'probability')
    changesIn(samples)
    return judge.mock.calls.length
  }
  afterEach(() => void vi.restoreAllMocks())

  it('costs nothing once nobody has spoken for a second', () => {
    const quiet = countJudged(noise(20, 0.0004))
    expect(quiet * SILERO_SAMPLES).toBeLessThan(1.2 * RATE)
    expect(quiet * SILERO_SAMPLES).toBeGreaterThan(RATE)
  })

  it('is listened to when anything can be heard', () => {
    const audible = countJudged(noise(20, 0.002))
    expect(audible).toBe(Math.floor((20 * RATE) / SILERO_SAMPLES))
  })
})

describe('what is no voice', () => {
  const clicks = (): Float32Array => {
    const hiss = noise(10, 0.2)
    return hiss.map((sample, index) => sample * Math.exp(-(index % 2_400) / 60))
  }
  it.each<[string, () => Float32Array]>([
    ['silence', () => silence(10)],
    ['a soft hiss', () => noise(10, 0.001)],
    ['loud white noise', () => noise(10, 0.05)],
    ['keys that click', clicks],
    ['a hum of the mains', () => sound(10, (i) => 0.1 * Math.sin((2 * Math.PI * 50 * i) / RATE))],
  ])('%s is held back', (_what, made) => {
    expect(changesIn(made())).toMatchObject([{ heard: 'long-pause' }])
  })
})
