import { appError, type AppError } from '@contract/errors'
import { VOICE } from '@contract/media-format'
import playbackWorkletUrl from './playback.worklet.ts?worker&url'
import { thrownName } from './thrown-name'
import { PLAYBACK_PROCESSOR, type PlaybackActivity } from './worklet-messages'
import { WorkletContext } from './worklet-context'

/** Keeps the voice's context running while a conversation is on or something is left to play. */
export class Speaker {
  readonly #context: WorkletContext
  readonly #onFailure: (error: AppError) => void
  #conversing = false
  #busy = false
  #running = false
  #known: AudioWorkletNode | null = null

  constructor(lane: MessagePort, onFailure: (error: AppError) => void) {
    this.#onFailure = onFailure
    this.#context = new WorkletContext({
      context: { sampleRate: VOICE.sampleRate, latencyHint: 'interactive' },
      moduleUrl: playbackWorkletUrl,
      processor: PLAYBACK_PROCESSOR,
      node: { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [1] },
      lane,
    })
  }

  /** The context runs from the start of a conversation, so that the first word finds it open. */
  setConversing(conversing: boolean): void {
    this.#conversing = conversing
    this.#update()
  }

  close(): void {
    this.#context.close()
  }

  #update(): void {
    const wanted = this.#conversing || this.#busy
    if (wanted === this.#running) return
    this.#running = wanted
    if (wanted) void this.#run()
    else this.#context.rest()
  }

  async #run(): Promise<void> {
    try {
      const { context, node } = await this.#context.run()
      if (node === this.#known) return
      this.#known = node
      node.port.onmessage = ({ data }: MessageEvent<PlaybackActivity>) => {
        this.#busy = data.busy
        this.#update()
      }
      node.connect(context.destination)
    } catch (thrown) {
      // Forgotten, so that the next conversation tries again.
      this.#running = false
      this.#onFailure(appError('speaker-failed', thrownName(thrown)))
    }
  }
}
