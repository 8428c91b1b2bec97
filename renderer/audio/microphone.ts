import type { MicrophoneState } from '@contract/session'
import { MICROPHONE } from '@contract/media-format'
import captureWorkletUrl from './capture.worklet.ts?worker&url'
import { isSameChoice, pickDevice } from './device-choice'
import { watchAudioDevices, type AudioDevices } from './device-list'
import { microphoneError } from './microphone-error'
import {
  openMicrophone,
  stopTracks,
  type MicrophoneInput,
  type MicrophoneSetup,
} from './microphone-input'
import {
  MICROPHONE_OFF,
  nextMicrophone,
  type MicrophoneEvent,
  type MicrophonePhase,
} from './microphone-phase'
import { MicrophoneSignal } from './microphone-signal'
import { CAPTURE_PROCESSOR, type DetectorHandover } from './worklet-messages'
import { WorkletContext, type RunningWorklet } from './worklet-context'

/** An open microphone. */
interface Opened {
  readonly input: MicrophoneInput
  readonly source: MediaStreamAudioSourceNode
  readonly signal: MicrophoneSignal
}

/** Opens and closes the microphone as `microphone-phase.ts` decides; sound goes to main alone. */
export class Microphone {
  readonly #report: (state: MicrophoneState) => void
  readonly #context: WorkletContext
  #phase: MicrophonePhase = MICROPHONE_OFF
  #opened: Opened | null = null
  #muted = false
  #setup: MicrophoneSetup = { choice: null, echoProfile: 'speakers' }
  #stopWatching: (() => void) | null = null

  /** `onDetectorHung`: the detector that was handed over last does not answer, and was let go. */
  constructor(
    lane: MessagePort,
    report: (state: MicrophoneState) => void,
    onDetectorHung: () => void,
  ) {
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
      // It tells of nothing else.
      onMessage: onDetectorHung,
    })
  }

  /** Which microphone, and how; an open one is opened anew when that changes. */
  setUp(setup: MicrophoneSetup): void {
    const { choice, echoProfile } = this.#setup
    this.#setup = setup
    if (echoProfile === setup.echoProfile && isSameChoice(choice, setup.choice)) return
    this.#dispatch({ type: 'choice-changed' })
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
    if (!this.#opened) return
    this.#opened.input.track.enabled = !muted
    this.#opened.signal.setMuted(muted)
  }

  /** The way to a voice detector, or `null` when there is none: then nothing is held back. */
  setDetector(detector: MessagePort | null): void {
    const handover: DetectorHandover = { detector }
    // A worklet that cannot be made is told of when the microphone is opened.
    this.#context.post(handover, detector ? [detector] : []).catch(() => undefined)
  }

  close(): void {
    this.setWanted(false)
    this.#context.close()
  }

  readonly #onDevices = ({ inputs }: AudioDevices): void => {
    const key = this.#opened?.input.key
    if (key === undefined) this.#dispatch({ type: 'devices-changed' })
    else if (pickDevice(this.#setup.choice, inputs).key !== key) {
      this.#dispatch({ type: 'choice-changed' })
    }
  }

  #dispatch(event: MicrophoneEvent): void {
    const before = this.#phase
    const { phase, reports } = nextMicrophone(before, event)
    this.#phase = phase
    reports.forEach((report) => this.#report(report))
    if (phase === before) return
    if (phase.kind !== 'on') this.#release()
    this.#watchDevices(phase.kind !== 'off')
    if (phase.kind === 'opening') void this.#open(phase.attempt, phase.isRetry)
    if (phase.kind === 'off' || phase.kind === 'failed') this.#context.rest()
  }

  #watchDevices(wanted: boolean): void {
    if (wanted) this.#stopWatching ??= watchAudioDevices(this.#onDevices)
    else {
      this.#stopWatching?.()
      this.#stopWatching = null
    }
  }

  async #open(attempt: number, isRetry: boolean): Promise<void> {
    try {
      // What was lost may have been lost in the context.
      const worklet = this.#context.run(isRetry)
      // Awaited below; a refusal of the microphone may come first.
      worklet.catch(() => undefined)
      const input = await openMicrophone(this.#setup)
      try {
        this.#connect(attempt, input, await worklet)
      } finally {
        if (this.#opened?.input !== input) stopTracks(input.stream)
      }
    } catch (thrown) {
      this.#dispatch({ type: 'refused', attempt, error: microphoneError(thrown) })
    }
  }

  #connect(attempt: number, input: MicrophoneInput, { context, node }: RunningWorklet): void {
    if (this.#phase.kind !== 'opening' || this.#phase.attempt !== attempt) return
    const { stream, track, use } = input
    const source = context.createMediaStreamSource(stream)
    track.enabled = !this.#muted
    track.addEventListener('ended', () => {
      this.#dispatch({ type: 'ended', attempt, now: Date.now() })
    })
    source.connect(node)
    const signal = new MicrophoneSignal(input, source, this.#muted, (type) => {
      this.#dispatch({ type, attempt, now: Date.now() })
    })
    this.#opened = { input, source, signal }
    this.#dispatch({ type: 'opened', attempt, label: track.label, use, now: Date.now() })
  }

  #release(): void {
    if (!this.#opened) return
    this.#opened.signal.close()
    this.#opened.source.disconnect()
    stopTracks(this.#opened.input.stream)
    this.#opened = null
  }
}
