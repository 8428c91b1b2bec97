import { samplesIn } from './sound-format'

/**
 * Stamps of pieces that follow one another are apart by less than so much, in samples: a worklet
 * renders in bursts, and a stamp is read a little late. Beyond it something is missing between them.
 */
const JITTER = samplesIn(60)

/** In a silence sound that stands this far from its time is put right, in samples; less is not heard. */
const DRIFT = samplesIn(20)

/** How many pieces the drift is the mean of, about: more than one burst. */
const SMOOTHING = 16

/** Nobody speaks in a piece whose peak is no higher: -46 dB, the hiss of a usual microphone. */
const QUIET = 164
/** Where the quietest of late is louder, twice its peak counts as quiet, up to -30 dB. */
const NOISY = 1_036
/** How fast a room may grow louder, for each piece: twice as loud within about a second. */
const FLOOR_RISE = 1.01

/** What waits to be taken is no longer, in samples: pieces with stamps gone wrong pile up to this. */
const LONGEST_QUEUE = samplesIn(30_000)

interface Placed {
  /** Where its first sample lies. */
  start: number
  samples: Int16Array
}

/**
 * One side of a recording: puts pieces of sound at their time, in samples since the recording began.
 * Pieces that follow one another within the jitter of their stamps are joined without a seam, and the
 * difference that adds up (clocks that run apart, a piece that came too late) is put right where it is
 * quiet. Nothing that was said is left out for it. Pure.
 */
export class SoundTrack {
  /** In order, none over another. */
  #placed: Placed[] = []
  /** The end of what was placed last. */
  #end = 0
  /** What lies before this was taken. */
  #taken = 0
  /** How much later than they lie the pieces belong, in samples; smoothed over some. */
  #drift = 0
  /** The peak of the quietest pieces of late. */
  #floor = QUIET

  /** Sound whose last sample was heard at this time. */
  place(samples: Int16Array, endsAt: number): void {
    if (samples.length === 0) return
    const isQuiet = this.#isQuiet(samples)
    const error = endsAt - samples.length - this.#end
    // Whatever was placed wrong before, after a gap a stamp is all that is known.
    if (error > JITTER || this.#end === 0) {
      this.#drift = 0
      this.#append(samples, this.#end + error)
      return
    }
    this.#drift += (error - this.#drift) / SMOOTHING
    if (Math.abs(this.#drift) < DRIFT || !isQuiet) this.#append(samples, this.#end)
    else if (this.#drift > 0) this.#insertSilence(samples)
    else this.#leaveOut(samples)
  }

  /** Writes what lies before `until` and was not taken yet, silence filled in, as one of two channels. */
  take(until: number, interleaved: Int16Array, channel: 0 | 1): void {
    for (const { start, samples } of this.#placed) {
      const end = Math.min(samples.length, until - start)
      for (let index = 0; index < end; index += 1) {
        interleaved[2 * (start + index - this.#taken) + channel] = samples[index] ?? 0
      }
    }
    this.#taken = until
    this.#placed = this.#placed.flatMap(({ start, samples }) => {
      const rest = samples.subarray(Math.max(0, until - start))
      return rest.length === 0 ? [] : [{ start: Math.max(start, until), samples: rest }]
    })
  }

  /** The sound stands too early: as much silence more. */
  #insertSilence(samples: Int16Array): void {
    const silence = Math.round(this.#drift)
    this.#drift = 0
    this.#append(samples, this.#end + silence)
  }

  /** The sound stands too late: as much silence less. */
  #leaveOut(samples: Int16Array): void {
    const tooMuch = Math.min(samples.length, Math.round(-this.#drift))
    this.#drift += tooMuch
    this.#append(samples.subarray(tooMuch), this.#end)
  }

  /** Nothing is placed where it was taken already: what comes too late is late in the recording. */
  #append(samples: Int16Array, wanted: number): void {
    const start = Math.max(wanted, this.#end, this.#taken)
    const fits = Math.min(samples.length, this.#taken + LONGEST_QUEUE - start)
    if (fits <= 0) return
    this.#placed.push({ start, samples: samples.subarray(0, fits) })
    this.#end = start + fits
  }

  #isQuiet(samples: Int16Array): boolean {
    let peak = 0
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
    this.#floor = Math.min(peak, this.#floor * FLOOR_RISE + 1)
    return peak <= Math.min(NOISY, Math.max(QUIET, 2 * this.#floor))
  }
}
