import type { MicrophoneState } from '@contract/session'
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
import { SoundCapture } from './sound-capture'

/** An open microphone. */
interface Opened {
  readonly input: MicrophoneInput
  readonly signal: MicrophoneSignal
}

/** Opens and closes the microphone as `microphone-phase.ts` decides; sound goes to main alone. */
export class Microphone {
  readonly #report: (state: MicrophoneState) => void
  readonly #capture: SoundCapture
  #phase: MicrophonePhase = MICROPHONE_OFF
  #opened: Opened | null = null
  #muted = false
  #setup: MicrophoneSetup = { choice: null, echoProfile: 'speakers' }
  #stopWatching: (() => void) | null = null

  /**
   * `openLane`: a lane to main, which replaces the one before. `onDetectorLost`: the detector that
   * was handed over last does not answer, or is lost.
   */
  constructor(
    openLane: () => MessagePort,
    report: (state: MicrophoneState) => void,
    onDetectorLost: () => void,
  ) {
    this.#report = report
    this.#capture = new SoundCapture(openLane, {
      onSignal: (signal) => this.#opened?.signal.note(signal),
      onDetectorLost,
      onBroken: () => {
        this.#dispatch({ type: 'ended', attempt: this.#phase.attempt, now: Date.now() })
      },
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
    this.#capture.setDetector(detector)
  }

  close(): void {
    this.setWanted(false)
    this.#capture.close()
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
  }

  #watchDevices(wanted: boolean): void {
    if (wanted) this.#stopWatching ??= watchAudioDevices(this.#onDevices)
    else {
      this.#stopWatching?.()
      this.#stopWatching = null
    }
  }

  async #open(attempt: number, isRetry: boolean): Promise<void> {
    // What was lost may have been lost on the way from the track.
    if (isRetry) this.#capture.restart()
    try {
      const input = await openMicrophone(this.#setup)
      try {
        this.#connect(attempt, input)
      } finally {
        if (this.#opened?.input !== input) stopTracks(input.stream)
      }
    } catch (thrown) {
      this.#dispatch({ type: 'refused', attempt, error: microphoneError(thrown) })
    }
  }

  #connect(attempt: number, input: MicrophoneInput): void {
    if (this.#phase.kind !== 'opening' || this.#phase.attempt !== attempt) return
    const { track, use } = input
    track.enabled = !this.#muted
    track.addEventListener('ended', () => {
      this.#dispatch({ type: 'ended', attempt, now: Date.now() })
    })
    this.#capture.capture(track)
    const signal = new MicrophoneSignal(input, this.#capture, this.#muted, (type) => {
      this.#dispatch({ type, attempt, now: Date.now() })
    })
    this.#opened = { input, signal }
    this.#dispatch({ type: 'opened', attempt, label: track.label, use, now: Date.now() })
  }

  #release(): void {
    if (!this.#opened) return
    this.#opened.signal.close()
    stopTracks(this.#opened.input.stream)
    this.#opened = null
  }
}
