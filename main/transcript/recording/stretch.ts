import { samplesOf, type HeardPiece } from './heard-voice'
import { StereoMixer } from './stereo-mixer'
import { Upsampler } from './upsampler'

/** How often sound is written, in ms. */
const WRITE_EVERY_MS = 500

/**
 * Sound is written this long after its time, in ms: the speakers tell of what they rendered every
 * 100 ms, and sound of the microphone takes some 60 to come.
 */
const HOLD_BACK_MS = 400

/** How long the last of a stretch may take to come after its end, in ms. */
const LAST_SOUND_MS = 300

/** Pieces that wait to be written; of half a second each, a minute, which is 6 MB. */
const MOST_WAITING = 120

/** The computer's clock was set when it differs by so much from one that is never set, in ms. */
const CLOCK_SET_MS = 200

/** Both sides in turn, 16 bit at 24 kHz, from so many ms after the stretch began. */
export interface WrittenPiece {
  /** When the stretch began, in whole ms since the epoch. */
  readonly startedAt: number
  readonly offsetMs: number
  readonly pcm: Uint8Array
}

export interface StretchOptions {
  /** Never set. */
  readonly clock: {
    now(): number
    schedule(task: () => void, ms: number): () => void
  }
  /** Milliseconds since the epoch, as the computer's clock says. */
  readonly date: () => number
  readonly write: (piece: WrittenPiece) => Promise<unknown>
  /** All of it was handed to `write`. */
  readonly onOver: (stretch: Stretch) => void
  /** The computer's clock was set: from here on sound is no longer where its time is. */
  readonly onClockSet: () => void
  /** It could not be written, and no more of it will be. */
  readonly onFailed: (stretch: Stretch, error: unknown) => void
}

/** Pieces came faster than they could be written. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError'
}

/**
 * One stretch of a recording, from now until its `end`: takes both sides as they come, and writes them
 * mixed. Whoever gives it sound never waits for it.
 */
export class Stretch {
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly #options: StretchOptions
  readonly #mixer = new StereoMixer()
  readonly #upsampler = new Upsampler()
  readonly #begunAt: number
  /** Nothing is written before. */
  #isKept = false
  #state: 'running' | 'ending' | 'over' = 'running'
  #endedAtMs = Infinity
  #waiting = 0
  #hasFailed = false
  #cancel: () => void = () => undefined

  constructor(options: StretchOptions) {
    this.#options = options
    this.#begunAt = options.clock.now()
    this.startedAt = Math.round(options.date())
    this.#schedule()
  }

  /** 16-bit sound of the user at 16 kHz; its last sample was captured so long ago. */
  spoken(pcm: Uint8Array, ageMs: number): void {
    const endedAt = this.#now - ageMs - Upsampler.delayMs
    this.#mixer.place('user', this.#upsampler.push(samplesOf(pcm)), endedAt)
  }

  /** Some of the assistant's voice; its last sample was rendered so long ago. */
  heard({ samples }: HeardPiece, ageMs: number): void {
    this.#mixer.place('assistant', samples, this.#now - ageMs)
  }

  /** What was said is kept: until then it is not written, and an end forgets it. */
  keep(): void {
    this.#isKept = true
  }

  /** Nothing is recorded that comes from later than now; what is still on its way is awaited. */
  end(): void {
    if (this.#state !== 'running') return
    this.#state = 'ending'
    this.#endedAtMs = this.#now
    this.#cancel()
    this.#cancel = this.#options.clock.schedule(() => this.finish(), LAST_SOUND_MS)
  }

  /** As `end`, and awaits nothing more. */
  finish(): void {
    if (this.#state === 'over') return
    this.#write(Math.min(this.#now, this.#endedAtMs))
    this.#close()
  }

  get #now(): number {
    return this.#options.clock.now() - this.#begunAt
  }

  #schedule(): void {
    this.#cancel = this.#options.clock.schedule(() => {
      this.#write(this.#now - HOLD_BACK_MS)
      if (this.#state !== 'running') return
      this.#schedule()
      const passedMs = this.#options.date() - this.startedAt
      if (Math.abs(passedMs - this.#now) > CLOCK_SET_MS) this.#options.onClockSet()
    }, WRITE_EVERY_MS)
  }

  #write(untilMs: number): void {
    if (!this.#isKept) return
    const offsetMs = this.#mixer.takenMs
    const { buffer } = this.#mixer.take(untilMs)
    if (buffer.byteLength === 0) return
    if (this.#waiting >= MOST_WAITING) {
      this.#fail(new TooSlowError(`${MOST_WAITING} pieces wait`))
      return
    }
    this.#waiting += 1
    const { startedAt } = this
    this.#options.write({ startedAt, offsetMs, pcm: new Uint8Array(buffer) }).then(
      () => (this.#waiting -= 1),
      (error: unknown) => this.#fail(error),
    )
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#close()
    this.#options.onFailed(this, error)
  }

  #close(): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#cancel()
    this.#options.onOver(this)
  }
}
