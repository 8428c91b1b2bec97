import type { VoiceCommand } from '@contract/media'
import { JitterBuffer } from './jitter-buffer'
import { pcm16View } from './pcm'
import { PLAYBACK_PROCESSOR, type LaneHandover, type PlaybackActivity } from './worklet-messages'

/** The assistant's voice on the audio thread: commands straight from main → jitter buffer. */
class PlaybackProcessor extends AudioWorkletProcessor {
  #lane: MessagePort | null = null
  #busy = false
  readonly #buffer = new JitterBuffer((report) => {
    this.#lane?.postMessage({ ...report, at: Date.now() })
  })

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<LaneHandover>) => {
      this.#lane = data.port
      this.#lane.onmessage = (event: MessageEvent<VoiceCommand>) => {
        this.#obey(event.data)
        this.#tellActivity()
      }
    }
  }

  override process(
    _inputs: readonly (readonly Float32Array[])[],
    outputs: readonly (readonly Float32Array[])[],
  ): boolean {
    const output = outputs[0]?.[0]
    if (output) this.#buffer.render(output)
    this.#tellActivity()
    return true
  }

  #obey(command: VoiceCommand): void {
    switch (command.type) {
      case 'audio':
        this.#buffer.push(command.reply, pcm16View(command.pcm))
        return
      case 'finish':
        this.#buffer.finish(command.reply)
        return
      case 'flush':
        this.#buffer.flush(command.reply)
        return
      case 'hold':
        this.#buffer.hold()
        return
      case 'resume':
        this.#buffer.resume()
    }
  }

  /** The page keeps the context running while there is something to render. */
  #tellActivity(): void {
    const { busy } = this.#buffer
    if (busy === this.#busy) return
    this.#busy = busy
    const activity: PlaybackActivity = { busy }
    this.port.postMessage(activity)
  }
}

registerProcessor(PLAYBACK_PROCESSOR, PlaybackProcessor)
