import type { MicrophoneState } from '@contract/session'
import { MICROPHONE } from '@contract/media-format'
import captureWorkletUrl from './capture.worklet.ts?worker&url'
import { microphoneError } from './microphone-error'
import {
  MICROPHONE_OFF,
  nextMicrophone,
  type MicrophoneEvent,
  type MicrophonePhase,
} from './microphone-phase'
import { CAPTURE_PROCESSOR } from './worklet-messages'
import { WorkletContext, type RunningWorklet } from './worklet-context'

const CONSTRAINTS: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
}

/** An open microphone. */
interface Opened {
  readonly track: MediaStreamTrack
  readonly source: MediaStreamAudioSourceNode
}

/** Opens and closes the microphone as `microphone-phase.ts` decides; sound goes to main alone. */
export class Microphone {
  readonly #report: (state: MicrophoneState) => void
  readonly #context: WorkletContext
  #phase: MicrophonePhase = MICROPHONE_OFF
  #opened: Opened | null = null
  #muted = false

  constructor(lane: MessagePort, report: (state: MicrophoneState) => void) {
    this.#report = report
    this.#context = new WorkletContext({
      // Nothing is heard of it: without a sink, no change of speakers can stop the microphone.
      context: {
        sampleRate: MICROPHONE.sampleRate,
        latencyHint: 'interactive',
        sinkId: { type: 'none' },
      },
      moduleUrl: captureWorkletUrl,
      processor: CAPTURE_PROCESSOR,
      node: {
        numberOfInputs: 1,
        numberOfOutputs: 0,
        channelCount: 1,
        channelCountMode: 'explicit',
      },
      lane,
    })
    navigator.mediaDevices.addEventListener('devicechange', this.#onDeviceChange)
  }

  setWanted(wanted: boolean): void {
    this.#dispatch({ type: wanted ? 'wanted' : 'unwanted' })
  }

  /** Tries once more after a failure. */
  retry(): void {
    this.#dispatch({ type: 'retry' })
  }

  /** A second lock beside main's gate: a muted track carries silence. */
  setMuted(muted: boolean): void {
    this.#muted = muted
    if (this.#opened) this.#opened.track.enabled = !muted
  }

  close(): void {
    navigator.mediaDevices.removeEventListener('devicechange', this.#onDeviceChange)
    this.setWanted(false)
    this.#context.close()
  }

  readonly #onDeviceChange = (): void => this.#dispatch({ type: 'devices-changed' })

  #dispatch(event: MicrophoneEvent): void {
    const before = this.#phase
    const { phase, reports } = nextMicrophone(before, event)
    this.#phase = phase
    reports.forEach((report) => this.#report(report))
    if (phase === before) return
    if (phase.kind !== 'on') this.#release()
    if (phase.kind === 'opening') void this.#open(phase.attempt)
    if (phase.kind === 'off' || phase.kind === 'failed') this.#context.rest()
  }

  async #open(attempt: number): Promise<void> {
    try {
      const worklet = this.#context.run()
      // Awaited below; a refusal of the microphone may come first.
      worklet.catch(() => undefined)
      const stream = await navigator.mediaDevices.getUserMedia(CONSTRAINTS)
      try {
        this.#connect(attempt, stream, await worklet)
      } finally {
        if (this.#opened?.source.mediaStream !== stream) stopTracks(stream)
      }
    } catch (thrown) {
      this.#dispatch({ type: 'refused', attempt, error: microphoneError(thrown) })
    }
  }

  #connect(attempt: number, stream: MediaStream, { context, node }: RunningWorklet): void {
    const [track] = stream.getAudioTracks()
    if (!track || this.#phase.kind !== 'opening' || this.#phase.attempt !== attempt) return
    const source = context.createMediaStreamSource(stream)
    track.enabled = !this.#muted
    track.addEventListener('ended', () => {
      this.#dispatch({ type: 'ended', attempt, label: track.label, now: Date.now() })
    })
    source.connect(node)
    this.#opened = { track, source }
    this.#dispatch({ type: 'opened', attempt, label: track.label, now: Date.now() })
  }

  #release(): void {
    if (!this.#opened) return
    this.#opened.source.disconnect()
    stopTracks(this.#opened.source.mediaStream)
    this.#opened = null
  }
}

function stopTracks(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop())
}
