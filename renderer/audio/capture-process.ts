import type { MicrophoneCommand, MicrophoneMessage } from '@contract/media'
import { MICROPHONE } from '@contract/media-format'
import { CaptureGate } from './capture-gate'
import type {
  CaptureCommand,
  CaptureReport,
  DetectorSound,
  DetectorVerdict,
} from './capture-messages'
import { PcmChunker } from './chunker'
import { Resampler } from './resampler'
import { SignalMeter } from './signal-meter'
import { monoOf, SoundReader } from './sound-reader'

/**
 * The microphone, away from the page's thread: the track's own sound → 16 kHz PCM16 chunks → past a
 * gate → straight to main. It reads the track and no audio context: a context without speakers runs
 * by a timer, and loses sound on a computer that is short of time.
 */
export class CaptureProcess {
  readonly #report: (report: CaptureReport) => void
  readonly #meter: SignalMeter
  #lane: MessagePort | null = null
  #detector: MessagePort | null = null
  #captured: SoundReader | null = null
  #measured: SoundReader | null = null
  #resampler: { readonly fromHz: number; readonly run: Resampler } | null = null
  /** One object for all chunks; posting clones it. */
  readonly #message = { type: 'chunk' as const, pcm: new ArrayBuffer(0), at: 0 }
  readonly #gate = new CaptureGate({
    chunk: (pcm, at) => {
      this.#message.pcm = pcm
      this.#message.at = at
      this.#post(this.#message)
    },
    gated: (serial) => this.#post({ type: 'gated', serial }),
    speech: (heard, at) => this.#post({ type: 'speech', heard, at }),
    heldBack: (ms) => this.#post({ type: 'held-back', ms }),
    detectorHung: () => {
      this.#dropDetector()
      this.#report({ kind: 'detector-hung' })
    },
  })
  readonly #chunker = new PcmChunker(MICROPHONE.chunkSamples, (pcm) => {
    const sound: DetectorSound = { pcm }
    this.#detector?.postMessage(sound)
    this.#gate.push(pcm, Date.now())
  })

  constructor(report: (report: CaptureReport) => void) {
    this.#report = report
    this.#meter = new SignalMeter(report)
  }

  obey(command: CaptureCommand): void {
    switch (command.type) {
      case 'lane':
        this.#connect(command.port)
        return
      case 'detector':
        this.#attach(command.port)
        return
      case 'capture':
        this.#captured?.stop()
        this.#measured?.stop()
        this.#startAnew()
        this.#gate.forget()
        this.#captured = new SoundReader(command.sound, (piece) => this.#take(piece))
        return
      case 'measure':
        this.#measured?.stop()
        this.#measured = new SoundReader(command.sound, (piece) => {
          // Once in each span is enough.
          if (!this.#meter.heard) this.#meter.hear(monoOf(piece))
        })
    }
  }

  #take(piece: AudioData): void {
    const samples = monoOf(piece)
    // It may end alone, or a device opens once only: then what is sent must do.
    if (this.#measured?.ended ?? true) this.#meter.hear(samples)
    this.#meter.pass(samples, piece.sampleRate)
    if (!this.#gate.isShut) this.#chunker.push(this.#resample(samples, piece.sampleRate))
  }

  #resample(samples: Float32Array, fromHz: number): Float32Array {
    if (this.#resampler?.fromHz !== fromHz) {
      this.#resampler = { fromHz, run: new Resampler(fromHz, MICROPHONE.sampleRate) }
    }
    return this.#resampler.run.push(samples)
  }

  #connect(lane: MessagePort): void {
    this.#lane = lane
    lane.onmessage = ({ data }: MessageEvent<MicrophoneCommand>) => {
      if (this.#gate.isShut) this.#startAnew()
      this.#gate.obey(data)
    }
  }

  /** What was gathered before a pause does not belong to what comes after it. */
  #startAnew(): void {
    this.#chunker.clear()
    this.#resampler = null
  }

  #attach(detector: MessagePort | null): void {
    this.#dropDetector()
    this.#detector = detector
    this.#gate.attachDetector(detector !== null, Date.now())
    if (detector === null) return
    detector.onmessage = ({ data }: MessageEvent<DetectorVerdict>) => {
      if (this.#detector === detector) this.#gate.judge(data.heard, data.judged, Date.now())
    }
  }

  #dropDetector(): void {
    this.#detector?.close()
    this.#detector = null
  }

  #post(message: MicrophoneMessage): void {
    this.#lane?.postMessage(message)
  }
}
