import {
  microphoneMessageSchema,
  type Gate,
  type MicrophoneCommand,
  type MicrophoneMessage,
  type SpeechVerdict,
} from '@contract/media'
import type { Lane } from './lane'

/** How long beyond its tail a closing gate may take to say so before it is taken to be gone, ms. */
const ANSWER_MARGIN_MS = 200

/** `reopened`: it was opened again before it had closed; what comes goes on without a seam. */
export type CloseOutcome = 'closed' | 'reopened'

export interface MicrophoneEvents {
  chunk(pcm: Uint8Array, at: number): void
  /** What the voice detector on this computer says of the user has changed, or is told again. */
  speech(heard: SpeechVerdict): void
  /** So many ms of silence were not let out. */
  heldBack(ms: number): void
}

interface Closing {
  readonly serial: number
  readonly done: (outcome: CloseOutcome) => void
}

/**
 * Main's end of the microphone's lane. The worker lets samples out only as main commands its gate;
 * what comes out of turn is dropped here, so that nothing leaves that was captured under an earlier
 * command.
 */
export class MicrophoneGate {
  readonly #events: MicrophoneEvents
  #lane: Lane | null = null
  #gate: Gate = { kind: 'shut' }
  #serial = 0
  /** The command that opened the gate: chunks count once the worker has obeyed it. */
  #opened = 0
  /** The newest command that the worker has obeyed. */
  #answered = 0
  /** A close that the worker has not obeyed yet: chunks before its answer still count. */
  #closing: Closing | null = null

  constructor(events: MicrophoneEvents) {
    this.#events = events
  }

  /** The last of what was said is still on its way. */
  get isClosing(): boolean {
    return this.#closing !== null
  }

  connect(lane: Lane): void {
    this.#lane?.close()
    this.#lane = lane
    this.#finishClosing('closed')
    this.#answered = this.#serial
    this.#opened = this.#serial + 1
    lane.onMessage((message) => {
      if (this.#lane === lane) this.#receive(message)
    })
    lane.onClose(() => {
      if (this.#lane !== lane) return
      this.#lane = null
      this.#finishClosing('closed')
    })
    this.#command(0)
    // That of another worker, until this one tells.
    this.#events.speech('unknown')
  }

  /** Takes effect at once: of an open gate that shuts, nothing more is let through. */
  set(gate: Gate): void {
    if (gate.kind === this.#gate.kind) return
    const passed = this.#lets || this.#closing !== null
    this.#gate = gate
    if (this.#lets && !passed) this.#opened = this.#serial + 1
    this.#finishClosing(this.#lets ? 'reopened' : 'closed')
    this.#command(0)
  }

  /**
   * Closes to `gate` once what was captured before now, and for `tailMs` from now, has come; then
   * `done` is called.
   */
  close(gate: Gate, tailMs: number, done: (outcome: CloseOutcome) => void): void {
    if (!this.#lets || this.#lane === null) {
      this.set(gate)
      done('closed')
      return
    }
    this.#gate = gate
    const limit = setTimeout(() => this.#finishClosing('closed'), tailMs + ANSWER_MARGIN_MS)
    this.#closing = {
      serial: this.#serial + 1,
      done: (outcome) => {
        clearTimeout(limit)
        done(outcome)
      },
    }
    this.#command(tailMs)
  }

  get #lets(): boolean {
    return this.#gate.kind === 'open' || this.#gate.kind === 'detecting'
  }

  #command(tailMs: number): void {
    this.#serial += 1
    const command: MicrophoneCommand = {
      type: 'gate',
      gate: this.#gate,
      tailMs,
      serial: this.#serial,
    }
    this.#lane?.post(command)
  }

  #receive(raw: unknown): void {
    const message = microphoneMessageSchema.safeParse(raw).data
    if (message) this.#take(message)
  }

  #take(message: MicrophoneMessage): void {
    switch (message.type) {
      case 'chunk':
        if ((this.#lets || this.#closing) && this.#answered >= this.#opened) {
          this.#events.chunk(new Uint8Array(message.pcm), message.at)
        }
        return
      case 'gated':
        this.#answered = Math.max(this.#answered, Math.min(message.serial, this.#serial))
        if (message.serial === this.#closing?.serial) this.#finishClosing('closed')
        return
      case 'speech':
        if (this.#lets) this.#events.speech(message.heard)
        return
      case 'held-back':
        this.#events.heldBack(message.ms)
    }
  }

  #finishClosing(outcome: CloseOutcome): void {
    const closing = this.#closing
    this.#closing = null
    closing?.done(outcome)
  }
}
