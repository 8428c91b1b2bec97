import { dropMeter, meterNode } from './levels'
import { openUnprocessed, stopTracks, type MicrophoneInput } from './microphone-input'
import { SignalWatch, type SignalFinding } from './signal-watch'

/** About 2 s at 16 kHz, the most that an analyser holds: what it tells does not hang on a timer. */
const HEARD_SAMPLES = 32_768
/** How often the microphone is looked at, ms. */
const LOOK_EVERY_MS = 250

/**
 * Watches an open microphone for exact silence and for samples that do not come any more. Silence
 * is measured beside the sound that is sent, without processing: echo cancellation fills a dead
 * microphone's zeros with noise of its own.
 */
export class MicrophoneSignal {
  readonly #input: MicrophoneInput
  readonly #meter: AnalyserNode
  readonly #heard: AnalyserNode
  readonly #samples = new Float32Array(HEARD_SAMPLES)
  readonly #watch = new SignalWatch()
  readonly #timer: ReturnType<typeof setInterval>
  #raw: MediaStreamAudioSourceNode | null = null
  #muted: boolean
  #closed = false

  constructor(
    input: MicrophoneInput,
    source: MediaStreamAudioSourceNode,
    muted: boolean,
    onFinding: (finding: SignalFinding) => void,
  ) {
    const { context } = source
    this.#input = input
    this.#muted = muted
    this.#meter = meterNode(context, 'microphone')
    source.connect(this.#meter)
    this.#heard = new AnalyserNode(context, { fftSize: HEARD_SAMPLES })
    void this.#listen(source)
    this.#timer = setInterval(() => {
      const finding = this.#watch.read(this.#look())
      if (finding) onFinding(finding)
    }, LOOK_EVERY_MS)
  }

  setMuted(muted: boolean): void {
    this.#muted = muted
    this.#raw?.mediaStream.getTracks().forEach((track) => (track.enabled = !muted))
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#timer)
    dropMeter('microphone', this.#meter)
    this.#raw?.disconnect()
    if (this.#raw) stopTracks(this.#raw.mediaStream)
  }

  async #listen(source: MediaStreamAudioSourceNode): Promise<void> {
    try {
      const stream = await openUnprocessed(this.#input.track)
      if (this.#closed) {
        stopTracks(stream)
        return
      }
      this.#raw = new MediaStreamAudioSourceNode(source.context as AudioContext, {
        mediaStream: stream,
      })
      this.setMuted(this.#muted)
      this.#raw.connect(this.#heard)
      // It may end alone: its zeros would be taken for those of the microphone.
      const fallBack = (): void => this.#hearSent(source)
      stream.getAudioTracks().forEach((track) => track.addEventListener('ended', fallBack))
    } catch {
      // A device that opens once only: what is sent must do.
      this.#hearSent(source)
    }
  }

  /** Measures what is sent, for want of anything better. */
  #hearSent(source: MediaStreamAudioSourceNode): void {
    if (this.#closed) return
    this.#raw?.disconnect()
    source.connect(this.#heard)
  }

  #look(): Parameters<SignalWatch['read']>[0] {
    const { track } = this.#input
    this.#heard.getFloatTimeDomainData(this.#samples)
    return {
      now: performance.now(),
      heard: !track.muted && this.#samples.some((sample) => sample !== 0),
      frames: track.stats?.deliveredFrames ?? null,
      contextTime: this.#heard.context.currentTime,
      muted: this.#muted,
    }
  }
}
