import type { MicrophoneCommand, MicrophoneMessage } from '@contract/media'
import { MICROPHONE } from '@contract/media-format'
import { CaptureGate } from './capture-gate'
import { PcmChunker } from './chunker'
import {
  CAPTURE_PROCESSOR,
  type CaptureHandover,
  type DetectorHung,
  type DetectorSound,
  type DetectorVerdict,
} from './worklet-messages'

/** The microphone on the audio thread: floats → PCM16 chunks → past a gate → straight to main. */
class CaptureProcessor extends AudioWorkletProcessor {
  #lane: MessagePort | null = null
  #detector: MessagePort | null = null
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
      const hung: DetectorHung = { kind: 'detector-hung' }
      this.port.postMessage(hung)
    },
  })
  readonly #chunker = new PcmChunker(MICROPHONE.chunkSamples, (pcm) => {
    const sound: DetectorSound = { pcm }
    this.#detector?.postMessage(sound)
    this.#gate.push(pcm, Date.now())
  })

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<CaptureHandover>) => {
      if ('detector' in data) this.#attach(data.detector)
      else this.#connect(data.port)
    }
  }

  override process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const samples = inputs[0]?.[0]
    if (!this.#gate.isShut && samples) this.#chunker.push(samples)
    return true
  }

  #connect(lane: MessagePort): void {
    this.#lane = lane
    lane.onmessage = ({ data }: MessageEvent<MicrophoneCommand>) => {
      // What was gathered before a pause does not belong to what comes after it.
      if (this.#gate.isShut) this.#chunker.clear()
      this.#gate.obey(data)
    }
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

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor)
