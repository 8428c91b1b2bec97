import {
  microphoneMessageSchema,
  type Gate,
  type MicrophoneCommand,
  type MicrophoneMessage,
  type SpeechVerdict,
} from '@contract/media'
import type { MicrophoneState } from '@contract/session'
import type { Lane } from './lane'
import { SoundCoverage } from './sound-coverage'

/**
 * How long beyond its tail a closing gate may take to say so before it is taken to be gone, ms. Who
 * mutes is not kept waiting. What was said with the key held is worth it: a worker that had no time
 * brings it then, and one that stands still is replaced after 2.5 s.
 */
const ANSWER_MARGIN_MS = { shut: 200, armed: 3_000 } as const

/** The clocks of page and main may be apart by so much, ms, before a chunk counts as too new. */
const CLOCKS_APART_MS = 100

/** `reopened`: it was opened again before it had closed; what comes goes on without a seam. */
export type CloseOutcome = 'closed' | 'reopened'

export interface MicrophoneEvents {
  chunk(pcm: Uint8Array, at: number): void
  /** What the voice detector on this computer says of the user has changed, or is told again. */
  speech(heard: SpeechVerdict): void
  /** So many ms of silence were not let out. */
  heldBack(ms: number): void
  /** So many ms were captured, or should have been, while the gate was open, and never came. */
  lost(ms: number): void
}

interface Closing {
  readonly serial: number
  /** The tail is over, in ms since the epoch: what was captured later is not let in. */
  readonly until: number
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
  readonly #coverage: SoundCoverage

  constructor(events: MicrophoneEvents) {
    this.#events = events
    this.#coverage = new SoundCoverage((ms) => events.lost(ms))
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

  /** What the page says of its microphone. */
  noteMicrophone(kind: MicrophoneState['kind']): void {
    this.#coverage.noteMicrophone(kind)
  }

  /** A chunk that was captured then came, and was not let in, which is counted elsewhere. */
  noteRefused(at: number): void {
    this.#coverage.heard(at)
  }

  /** Takes effect at once: of an open gate that shuts, nothing more is let through. */
  set(gate: Gate): void {
    if (gate.kind === this.#gate.kind) return
    const passed = this.#lets || this.#closing !== null
    this.#gate = gate
    if (this.#lets && !passed) this.#opened = this.#serial + 1
    this.#finishClosing(this.#lets ? 'reopened' : 'closed')
    if (this.#lets) this.#coverage.open()
    else this.#coverage.close(Date.now())
    if (gate.kind === 'shut') this.#coverage.stop()
    this.#coverage.noteHolding(false)
    this.#command(0)
  }

  /** As `set`, when the user takes back what was said: of that nothing is missed. */
  discard(gate: Gate): void {
    this.#coverage.discard()
    this.set(gate)
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
    const marginMs = ANSWER_MARGIN_MS[gate.kind === 'shut' ? 'shut' : 'armed']
    const limit = setTimeout(() => this.#finishClosing('closed'), tailMs + marginMs)
    this.#closing = {
      serial: this.#serial + 1,
      until: Date.now() + tailMs,
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
      at: Date.now(),
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
        this.#takeChunk(new Uint8Array(message.pcm), message.at)
        return
      case 'gated':
        this.#answered = Math.max(this.#answered, Math.min(message.serial, this.#serial))
        if (message.serial === this.#closing?.serial) this.#finishClosing('closed')
        return
      case 'speech':
        this.#coverage.noteHolding(
          this.#gate.kind === 'detecting' && message.heard === 'long-pause',
        )
        if (this.#lets) this.#events.speech(message.heard)
        return
      case 'held-back':
        this.#coverage.heldBack(message.ms)
        this.#events.heldBack(message.ms)
    }
  }

  #takeChunk(pcm: Uint8Array, at: number): void {
    const isMeant = this.#lets || (this.#closing && at <= this.#closing.until + CLOCKS_APART_MS)
    if (!isMeant || this.#answered < this.#opened) return
    this.#coverage.heard(at)
    this.#events.chunk(pcm, at)
  }

  #finishClosing(outcome: CloseOutcome): void {
    const closing = this.#closing
    this.#closing = null
    if (closing && outcome === 'closed') {
      this.#coverage.close(Math.min(closing.until, Date.now()))
      if (this.#gate.kind === 'shut') this.#coverage.stop()
    }
    closing?.done(outcome)
  }
}
