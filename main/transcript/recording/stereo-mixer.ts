import { RECORDING, samplesIn } from './sound-format'
import { SoundTrack } from './sound-track'

/** Both sides of a recording on one line of time, which begins at 0. Times are in ms. Pure. */
export class StereoMixer {
  readonly #tracks = { user: new SoundTrack(), assistant: new SoundTrack() }
  #frames = 0

  /** What was taken reaches up to here. */
  get takenMs(): number {
    return this.#frames * RECORDING.frameMs
  }

  /** 16-bit sound at 24 kHz whose last sample was heard at this time; what was before 0 is cut off. */
  place(side: 'user' | 'assistant', samples: Int16Array, endsAtMs: number): void {
    const endsAt = samplesIn(endsAtMs)
    const before = Math.max(0, samples.length - endsAt)
    this.#tracks[side].place(samples.subarray(before), endsAt)
  }

  /** Both sides up to this time, in whole frames: left and right of each sample in turn. */
  take(untilMs: number): Int16Array {
    const frames = Math.max(this.#frames, Math.floor(untilMs / RECORDING.frameMs))
    const samples = (frames - this.#frames) * RECORDING.frameSamples
    const interleaved = new Int16Array(samples * RECORDING.channels)
    const until = frames * RECORDING.frameSamples
    this.#tracks.user.take(until, interleaved, 0)
    this.#tracks.assistant.take(until, interleaved, 1)
    this.#frames = frames
    return interleaved
  }
}
