import type { CaptureSignal } from './capture-messages'
import { offerLevel } from './levels'
import { openUnprocessed, stopTracks, type MicrophoneInput } from './microphone-input'
import { SILENCE_MS, SignalWatch, type SignalFinding } from './signal-watch'
import type { SoundCapture } from './sound-capture'

/** How often the microphone is looked at, ms. */
const LOOK_EVERY_MS = 250
/** A signal older than this, ms, says nothing of now. */
const SIGNAL_LASTS_MS = 500

/** Watches an open microphone for exact silence and for samples that do not come any more. */
export class MicrophoneSignal {
  readonly #input: MicrophoneInput
  readonly #watch = new SignalWatch()
  readonly #timer: ReturnType<typeof setInterval>
  readonly #dropLevel: () => void
  #raw: MediaStream | null = null
  #muted: boolean
  #closed = false
  #signals = 0
  #peak = 0
  #signalAt = -Infinity
  #heardAt = -Infinity

  constructor(
    input: MicrophoneInput,
    capture: Pick<SoundCapture, 'measure'>,
    muted: boolean,
    onFinding: (finding: SignalFinding) => void,
  ) {
    this.#input = input
    this.#muted = muted
    this.#dropLevel = offerLevel('microphone', () =>
      performance.now() - this.#signalAt < SIGNAL_LASTS_MS ? this.#peak : 0,
    )
    void this.#measureUnprocessed(capture)
    this.#timer = setInterval(() => {
      const finding = this.#watch.read(this.#look())
      if (finding) onFinding(finding)
    }, LOOK_EVERY_MS)
  }

  /** What the capture worker tells of the sound. */
  note({ peak, heard }: CaptureSignal): void {
    this.#signals += 1
    this.#peak = peak
    this.#signalAt = performance.now()
    if (heard) this.#heardAt = this.#signalAt
  }

  setMuted(muted: boolean): void {
    this.#muted = muted
    this.#raw?.getTracks().forEach((track) => (track.enabled = !muted))
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#timer)
    this.#dropLevel()
    if (this.#raw) stopTracks(this.#raw)
  }

  /** A device that opens once only is measured in what is sent. */
  async #measureUnprocessed(capture: Pick<SoundCapture, 'measure'>): Promise<void> {
    const stream = await openUnprocessed(this.#input.track).catch(() => null)
    const [track] = stream?.getAudioTracks() ?? []
    if (!stream || !track) return
    if (this.#closed) {
      stopTracks(stream)
      return
    }
    this.#raw = stream
    this.setMuted(this.#muted)
    capture.measure(track)
  }

  #look(): Parameters<SignalWatch['read']>[0] {
    const { track } = this.#input
    const now = performance.now()
    return {
      now,
      heard: !track.muted && now - this.#heardAt < SILENCE_MS,
      frames: track.stats?.deliveredFrames ?? null,
      signals: this.#signals,
      muted: this.#muted,
    }
  }
}
