/**
 * Finds speech by its loudness, on the sound's own clock: time is counted in samples received, so
 * that a late or bursty network does not change what is detected.
 */
export interface DetectorOptions {
  /** Silence that ends an utterance, in milliseconds. */
  readonly silenceMs: number
  /** Unbroken sound that begins one, in milliseconds: a click is not speech. */
  readonly onsetMs: number
}

export type Activity =
  | { readonly kind: 'start' }
  /** `seconds` of the utterance, without the silence that ended it. */
  | { readonly kind: 'end'; readonly seconds: number }

const RATE = 16_000
const FRAME_SAMPLES = 320
const FRAME_MS = 20
/** Speech begins above this RMS level (−36 dBFS), or above a multiple of the room's own noise. */
const LOUD = 500
const LOUD_OVER_NOISE = 3
/** Once begun, speech lasts while it is above this share of the level that begins it. */
const STAYS = 0.5
/** The room's noise is the quietest second of the last ten: people who speak do pause. */
const NOISE_SECONDS = 10
const FRAMES_PER_SECOND = 50

export class ActivityDetector {
  private readonly options: DetectorOptions
  private readonly frame = new Int16Array(FRAME_SAMPLES)
  private filled = 0
  private readonly quietest: number[] = []
  private framesHeard = 0
  private loudFrames = 0
  private silentFrames = 0
  private speechFrames = 0
  private speaking = false

  constructor(options: DetectorOptions) {
    this.options = options
  }

  get active(): boolean {
    return this.speaking
  }

  /** Hears 16 kHz samples, and returns what began or ended in them, in order. */
  hear(samples: Int16Array): Activity[] {
    const found: Activity[] = []
    for (let from = 0; from < samples.length;) {
      const part = samples.subarray(from, from + FRAME_SAMPLES - this.filled)
      this.frame.set(part, this.filled)
      this.filled += part.length
      from += part.length
      if (this.filled < FRAME_SAMPLES) break
      this.filled = 0
      const activity = this.judge(rms(this.frame))
      if (activity !== null) found.push(activity)
    }
    return found
  }

  /** The stream has ended: an utterance under way is over now. */
  flush(): Activity | null {
    this.filled = 0
    return this.speaking ? this.end() : null
  }

  private judge(level: number): Activity | null {
    const loud = Math.max(LOUD, this.noise() * LOUD_OVER_NOISE)
    this.learnNoise(level)
    if (!this.speaking) return this.judgeSilence(level >= loud)
    this.speechFrames += 1
    this.silentFrames = level >= loud * STAYS ? 0 : this.silentFrames + 1
    return this.silentFrames * FRAME_MS >= this.options.silenceMs && this.silentFrames > 0
      ? this.end()
      : null
  }

  private judgeSilence(isLoud: boolean): Activity | null {
    this.loudFrames = isLoud ? this.loudFrames + 1 : 0
    if (!isLoud || this.loudFrames * FRAME_MS < this.options.onsetMs) return null
    this.speaking = true
    this.speechFrames = this.loudFrames
    this.silentFrames = 0
    return { kind: 'start' }
  }

  private end(): Activity {
    const seconds = ((this.speechFrames - this.silentFrames) * FRAME_SAMPLES) / RATE
    this.speaking = false
    this.loudFrames = 0
    return { kind: 'end', seconds }
  }

  private learnNoise(level: number): void {
    if (this.framesHeard % FRAMES_PER_SECOND === 0) {
      this.quietest.push(level)
      if (this.quietest.length > NOISE_SECONDS) this.quietest.shift()
    }
    this.framesHeard += 1
    const last = this.quietest.length - 1
    this.quietest[last] = Math.min(level, this.quietest[last] ?? level)
  }

  /** Unknown, and taken as silence, until ten seconds have been heard. */
  private noise(): number {
    return this.quietest.length < NOISE_SECONDS ? 0 : Math.min(...this.quietest)
  }
}

function rms(frame: Int16Array): number {
  let sum = 0
  for (const sample of frame) sum += sample * sample
  return Math.sqrt(sum / frame.length)
}
