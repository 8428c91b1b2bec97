import { microphoneMessageSchema, type MicrophoneCommand } from '@contract/media'
import type { Lane } from './lane'

/** How long a closing gate may take to say so before it is taken to be gone, in ms. */
const ANSWER_LIMIT_MS = 200

/**
 * Main's end of the microphone's lane. The worklet lets samples out only while main has opened its
 * gate; what still comes through a closed one is dropped here, so that nothing leaves in any case.
 */
export class MicrophoneGate {
  readonly #onChunk: (pcm: Uint8Array, at: number) => void
  #lane: Lane | null = null
  #open = false
  #serial = 0
  /** A close that the worklet has not obeyed yet: chunks before its answer still count. */
  #closing: { readonly serial: number; readonly done: () => void } | null = null

  constructor(onChunk: (pcm: Uint8Array, at: number) => void) {
    this.#onChunk = onChunk
  }

  connect(lane: Lane): void {
    this.#lane?.close()
    this.#lane = lane
    this.#finishClosing()
    lane.onMessage((message) => {
      if (this.#lane === lane) this.#receive(message)
    })
    lane.onClose(() => {
      if (this.#lane !== lane) return
      this.#lane = null
      this.#finishClosing()
    })
    this.#command()
  }

  open(): void {
    if (this.#open) return
    this.#finishClosing()
    this.#open = true
    this.#command()
  }

  /** Shuts at once; nothing more is let through. */
  shut(): void {
    this.#finishClosing()
    if (!this.#open) return
    this.#open = false
    this.#command()
  }

  /** Closes after the last chunk that was captured before now; `done` is called when it has come. */
  close(done: () => void): void {
    if (!this.#open) {
      done()
      return
    }
    this.#open = false
    this.#command()
    if (this.#lane === null) {
      done()
      return
    }
    const limit = setTimeout(() => this.#finishClosing(), ANSWER_LIMIT_MS)
    this.#closing = {
      serial: this.#serial,
      done: () => {
        clearTimeout(limit)
        done()
      },
    }
  }

  #command(): void {
    this.#serial += 1
    const command: MicrophoneCommand = {
      type: 'gate',
      gate: { kind: this.#open ? 'open' : 'shut' },
      tailMs: 0,
      serial: this.#serial,
    }
    this.#lane?.post(command)
  }

  #receive(raw: unknown): void {
    const message = microphoneMessageSchema.safeParse(raw).data
    if (message?.type === 'chunk' && (this.#open || this.#closing)) {
      this.#onChunk(new Uint8Array(message.pcm), message.at)
    }
    if (message?.type === 'gated' && message.serial === this.#closing?.serial) this.#finishClosing()
  }

  #finishClosing(): void {
    const closing = this.#closing
    this.#closing = null
    closing?.done()
  }
}
