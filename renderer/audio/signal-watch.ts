/** A look at an open microphone. */
export interface SignalReading {
  /** Milliseconds of any clock that only moves on. */
  readonly now: number
  /** Something else than exact zeros came within the last `SILENCE_MS`. */
  readonly heard: boolean
  /** How many frames the track has delivered so far, none while muted; `null` if not known. */
  readonly frames: number | null
  /** How often the capture worker has told of sound so far. */
  readonly signals: number
  /** The user has muted: silence is meant, and so is that no frames come. */
  readonly muted: boolean
}

export type SignalFinding = 'silent' | 'sound' | 'stalled'

/** Exact zeros for this long, ms, are no quiet room: that always has some noise. */
export const SILENCE_MS = 2_000
/** A sound server may take 1.5 s to deliver the first frame (seen with PulseAudio). */
const STALLED_MS = 2_500
/** After a pause like this, ms, it was this page that stood still, not the microphone. */
const LONG_PAUSE_MS = 1_500

/** Finds that a figure that should move has not moved for `STALLED_MS`. */
class Standstill {
  #value: number | null = null
  #movedAt = 0

  read(value: number | null, now: number, mayStand: boolean): boolean {
    if (mayStand || value !== this.#value) this.#movedAt = now
    this.#value = value
    if (value === null || now - this.#movedAt < STALLED_MS) return false
    this.#movedAt = now
    return true
  }
}

/** Finds silence that no working microphone makes, and sound that does not come any more. */
export class SignalWatch {
  #last: SignalReading | null = null
  readonly #frames = new Standstill()
  readonly #signals = new Standstill()
  #listeningSince = 0
  #silent = false

  /** What this reading shows that the ones before did not. */
  read(reading: SignalReading): SignalFinding | null {
    const { now } = reading
    const first = this.#last === null
    const paused = this.#last !== null && now - this.#last.now > LONG_PAUSE_MS
    if (first || (this.#last?.muted && !reading.muted)) this.#listeningSince = now
    // A muted track delivers no frames: that they stand still then is no stall.
    const mayStand = first || paused || reading.muted
    this.#last = reading
    const isDry = this.#frames.read(reading.frames, now, mayStand)
    // Where the worker stands, the microphone's frames still come, and go nowhere.
    const isStanding = this.#signals.read(reading.signals, now, mayStand)
    return isDry || isStanding ? 'stalled' : this.#silence(reading)
  }

  #silence({ now, heard, muted }: SignalReading): SignalFinding | null {
    const silent = this.#silent ? !heard : !muted && !heard && this.#isLongEnough(now)
    if (silent === this.#silent) return null
    this.#silent = silent
    return silent ? 'silent' : 'sound'
  }

  /** Before that, the zeros may be those of a microphone that was just opened or unmuted. */
  #isLongEnough(now: number): boolean {
    return now - this.#listeningSince >= SILENCE_MS
  }
}
