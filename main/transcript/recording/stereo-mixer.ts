import { RECORDING, samplesIn } from './sound-format'
import { SoundTrack } from './sound-track'

/**
 * The user's sound is stamped when it was captured. The voice is stamped when it was rendered, which
 * on a busy computer is in bursts: then it would be torn apart for no reason. In ms.
 */
const JITTER_MS = { user: 60, assistant: 150 } as const

/** Both sides of a recording on one line of time, which begins at 0. Times are in ms. Pure. */
export class StereoMixer {
  readonly #tracks = {
    user: new SoundTrack(JITTER_MS.user),
    assistant: new SoundTrack(JITTER_MS.assistant),
  }
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
    return this.#take(Math.floor(untilMs / RECORDING.frameMs))
  }

  /** As `take`, and what was placed after that time, as it had to wait for what was before it. */
  takeRest(untilMs: number): Int16Array {
    const { user, assistant } = this.#tracks
    const end = Math.max(samplesIn(untilMs), user.end, assistant.end)
    return this.#take(Math.ceil(end / RECORDING.frameSamples))
  }

  #take(untilFrame: number): Int16Array {
    const frames = Math.max(this.#frames, untilFrame)
    const samples = (frames - this.#frames) * RECORDING.frameSamples
    const interleaved = new Int16Array(samples * RECORDING.channels)
    const until = frames * RECORDING.frameSamples
    this.#tracks.user.take(until, interleaved, 0)
    this.#tracks.assistant.take(until, interleaved, 1)
    this.#frames = frames
    return interleaved
  }
}
