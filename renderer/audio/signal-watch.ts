/** A look at an open microphone. */
export interface SignalReading {
  /** Milliseconds of any clock that only moves on. */
  readonly now: number
  /** Something else than exact zeros came within the last `SILENCE_MS`. */
  readonly heard: boolean
  /** How many frames the track has delivered so far, none while muted; `null` if not known. */
  readonly frames: number | null
  /** The user has muted: silence is meant, and so is that no frames come. */
  readonly muted: boolean
}

export type SignalFinding = 'silent' | 'sound' | 'stalled'

/** Exact zeros for this long, ms, are no quiet room: that always has some noise. */
const SILENCE_MS = 2_000
/** A sound server may take 1.5 s to deliver the first frame (seen with PulseAudio). */
const STALLED_MS = 2_500
/** After a pause like this, ms, it was this page that stood still, not the microphone. */
const LONG_PAUSE_MS = 1_500

/** Finds silence that no working microphone makes, and sound that does not come any more. */
export class SignalWatch {
  #last: SignalReading | null = null
  #frames: number | null = null
  #listeningSince = 0
  #movedAt = 0
  #silent = false

  /** What this reading shows that the ones before did not. */
  read(reading: SignalReading): SignalFinding | null {
    const { now } = reading
    const first = this.#last === null
    const paused = this.#last !== null && now - this.#last.now > LONG_PAUSE_MS
    if (first || (this.#last?.muted && !reading.muted)) this.#listeningSince = now
    // A muted track delivers no frames: that they stand still then is no stall.
    const mayStand = first || paused || reading.muted
    if (mayStand || reading.frames !== this.#frames) this.#movedAt = now
    this.#frames = reading.frames
    this.#last = reading
    if (reading.frames !== null && now - this.#movedAt >= STALLED_MS) {
      this.#movedAt = now
      return 'stalled'
    }
    return this.#silence(reading)
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
