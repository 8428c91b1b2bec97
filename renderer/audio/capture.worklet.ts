import type { MicrophoneCommand, MicrophoneMessage } from '@contract/media'
import { MICROPHONE } from '@contract/media-format'
import { PcmChunker } from './chunker'
import { CAPTURE_PROCESSOR, type LaneHandover } from './worklet-messages'

/** The microphone on the audio thread: floats → PCM16 chunks → straight to main, past a gate. */
class CaptureProcessor extends AudioWorkletProcessor {
  #lane: MessagePort | null = null
  #open = false
  /** One object for all chunks; posting clones it. */
  readonly #message = { type: 'chunk' as const, pcm: new ArrayBuffer(0), at: 0 }
  readonly #chunker = new PcmChunker(MICROPHONE.chunkSamples, (pcm) => {
    this.#message.pcm = pcm
    this.#message.at = Date.now()
    this.#post(this.#message)
  })

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<LaneHandover>) => {
      this.#lane = data.port
      this.#lane.onmessage = (event: MessageEvent<MicrophoneCommand>) => this.#obey(event.data)
    }
  }

  override process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const samples = inputs[0]?.[0]
    if (this.#open && samples) this.#chunker.push(samples)
    return true
  }

  #obey({ gate, serial }: MicrophoneCommand): void {
    this.#open = gate.kind === 'open'
    this.#chunker.clear()
    this.#post({ type: 'gated', serial })
  }

  #post(message: MicrophoneMessage): void {
    this.#lane?.postMessage(message)
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor)
