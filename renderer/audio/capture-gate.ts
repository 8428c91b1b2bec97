import type { Gate, MicrophoneCommand } from '@contract/media'
import { MICROPHONE } from '@contract/media-format'
import { PreRoll } from './pre-roll'

/** Silence that was held back is told of in pieces of about this, ms. */
const TELL_HELD_BACK_MS = 1_000

/** Where a gate leads. A buffer that is handed over is used again: copy it at once. */
export interface CaptureOutlet {
  chunk(pcm: ArrayBuffer, at: number): void
  /** The command with this serial is obeyed. */
  gated(serial: number): void
  speech(heard: boolean, at: number): void
  heldBack(ms: number): void
}

/** A command that waits until the tail is out. */
interface Tail {
  readonly gate: Gate
  readonly serial: number
  /** Chunks that still go out. */
  left: number
}

/**
 * The gate on the audio thread: decides of each chunk whether it leaves, is kept for the moment the
 * gate opens, or is forgotten. What leaves is in the order of its capture, without gap or repetition.
 */
export class CaptureGate {
  readonly #outlet: CaptureOutlet
  readonly #preRoll = new PreRoll()
  #kind: Gate['kind'] = 'shut'
  #tail: Tail | null = null
  #detector = false
  #speech = false
  #heldBackMs = 0

  constructor(outlet: CaptureOutlet) {
    this.#outlet = outlet
  }

  /** Nothing is to be gathered at all. */
  get isShut(): boolean {
    return this.#kind === 'shut'
  }

  obey({ gate, tailMs, serial }: MicrophoneCommand): void {
    const tailChunks = gate.kind === 'open' ? 0 : Math.ceil(tailMs / MICROPHONE.chunkMs)
    // A newer command shortens a tail that is going out, but never makes it longer.
    const left = Math.min(tailChunks, this.#tail?.left ?? Infinity)
    if (this.#kind === 'open' && left > 0) this.#tail = { gate, serial, left }
    else this.#enter(gate, serial)
  }

  /** One chunk, as it is captured; `at` is when its last sample was. */
  push(pcm: ArrayBuffer, at: number): void {
    if (this.isShut) return
    if (!this.#passes) {
      const madeWay = this.#preRoll.keep(pcm, at)
      if (madeWay && this.#kind === 'detecting') this.#holdBack()
      return
    }
    this.#outlet.chunk(pcm, at)
    if (!this.#tail) return
    this.#tail.left -= 1
    if (this.#tail.left <= 0) this.#enter(this.#tail.gate, this.#tail.serial)
  }

  /** A detector is there from now on, or is gone. Without one a detecting gate lets all through. */
  attachDetector(attached: boolean): void {
    this.#detector = attached
    if (this.#speech) this.heard(false, Date.now())
    this.#release()
  }

  /** The detector's word: speech has begun, or has paused for longer than a second. */
  heard(speech: boolean, at: number): void {
    if (speech === this.#speech) return
    this.#speech = speech
    if (this.isShut) return
    this.#release()
    this.#outlet.speech(speech, at)
  }

  get #passes(): boolean {
    return (
      this.#kind === 'open' || (this.#kind === 'detecting' && (this.#speech || !this.#detector))
    )
  }

  #enter(gate: Gate, serial: number): void {
    this.#tail = null
    this.#kind = gate.kind
    if (this.isShut) this.#preRoll.clear()
    if (this.#kind !== 'detecting') this.#tellHeldBack()
    // First the word that the gate has changed, then what is let out by it.
    this.#outlet.gated(serial)
    this.#release()
  }

  /** Lets out what was kept, if the gate lets through. */
  #release(): void {
    if (!this.#passes) return
    this.#tellHeldBack()
    this.#preRoll.drain((pcm, at) => this.#outlet.chunk(pcm, at))
  }

  #holdBack(): void {
    this.#heldBackMs += MICROPHONE.chunkMs
    if (this.#heldBackMs >= TELL_HELD_BACK_MS) this.#tellHeldBack()
  }

  #tellHeldBack(): void {
    if (this.#heldBackMs > 0) this.#outlet.heldBack(this.#heldBackMs)
    this.#heldBackMs = 0
  }
}
