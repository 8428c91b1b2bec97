import type { Gate, MicrophoneCommand, SpeechVerdict } from '@contract/media'
import { MICROPHONE, PRE_ROLL_MS } from '@contract/media-format'
import { PreRoll } from './pre-roll'

/** Silence that was held back is told of in pieces of about this, ms. */
const TELL_HELD_BACK_MS = 1_000
/** A detector that is behind by more than this much sound has hung, ms. */
const HUNG_MS = 1_000
/** The detector believes speech this long after it began, ms: kept beside the pre-roll. */
const BELIEF_MS = 100

const PRE_ROLL_CHUNKS = PRE_ROLL_MS / MICROPHONE.chunkMs
const DETECTING_CHUNKS = (PRE_ROLL_MS + BELIEF_MS) / MICROPHONE.chunkMs
const HUNG_CHUNKS = HUNG_MS / MICROPHONE.chunkMs
/**
 * A computer that had no time brings sound of some seconds at once, and no detector is as quick: it
 * has hung when so much waits, ms, however soon that was.
 */
const BACKLOG_CHUNKS = 10_000 / MICROPHONE.chunkMs

/** Where a gate leads. A buffer that is handed over is used again: copy it at once. */
export interface CaptureOutlet {
  chunk(pcm: ArrayBuffer, at: number): void
  /** The command with this serial is obeyed. */
  gated(serial: number): void
  speech(heard: SpeechVerdict, at: number): void
  heldBack(ms: number): void
  /** The detector does not answer any more, and counts as gone. */
  detectorHung(): void
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
 * What the detector has not yet listened to is not forgotten: one that lags or hangs cuts no word.
 */
export class CaptureGate {
  readonly #outlet: CaptureOutlet
  readonly #preRoll = new PreRoll(DETECTING_CHUNKS + BACKLOG_CHUNKS)
  #kind: Gate['kind'] = 'shut'
  #tail: Tail | null = null
  /** Chunks that the detector was given and has not told of; `null` without a detector. */
  #behind: number | null = null
  /** When the detector last told anything, ms since the epoch. */
  #answeredAt = 0
  #heard: SpeechVerdict = 'unknown'
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

  /** One chunk, as it is captured and given to the detector; `at` is when its last sample was. */
  push(pcm: ArrayBuffer, at: number): void {
    if (this.isShut) return
    this.#watchDetector(at)
    if (!this.#passes) {
      this.#preRoll.keep(pcm, at)
      this.#trim()
      return
    }
    this.#outlet.chunk(pcm, at)
    if (!this.#tail) return
    this.#tail.left -= 1
    if (this.#tail.left <= 0) this.#enter(this.#tail.gate, this.#tail.serial)
  }

  /** What was kept of one microphone is not let out with the sound of another. */
  forget(): void {
    this.#preRoll.trim(0)
  }

  /** A detector is there from now on, or is gone. Without one a detecting gate lets all through. */
  attachDetector(attached: boolean, at: number): void {
    this.#behind = attached ? 0 : null
    this.#answeredAt = at
    this.#learn('unknown', at)
  }

  /** The detector's word on all that it was given but for the newest; `judged` chunks were new to it. */
  judge(heard: SpeechVerdict, judged: number, at: number): void {
    if (this.#behind === null) return
    this.#behind = Math.max(0, this.#behind - judged)
    this.#answeredAt = at
    this.#learn(heard, at)
  }

  get #passes(): boolean {
    return this.#kind === 'open' || (this.#kind === 'detecting' && this.#heard !== 'long-pause')
  }

  #watchDetector(at: number): void {
    if (this.#behind === null) return
    this.#behind += 1
    const isLate = this.#behind > HUNG_CHUNKS && at - this.#answeredAt >= HUNG_MS
    if (!isLate && this.#behind <= BACKLOG_CHUNKS) return
    this.attachDetector(false, at)
    this.#outlet.detectorHung()
  }

  #learn(verdict: SpeechVerdict, at: number): void {
    const heard = this.isShut ? past(verdict) : verdict
    if (heard === this.#heard) return
    this.#heard = heard
    if (this.isShut) return
    this.#release()
    this.#outlet.speech(heard, at)
  }

  #enter(gate: Gate, serial: number): void {
    this.#tail = null
    this.#kind = gate.kind
    if (this.isShut) this.#heard = past(this.#heard)
    this.#trim()
    if (this.#kind !== 'detecting') this.#tellHeldBack()
    // First the word that the gate has changed, then what is let out by it.
    this.#outlet.gated(serial)
    this.#release()
    // What was sent until now may have ended without a word.
    if (this.#kind === 'detecting') this.#outlet.speech(this.#heard, Date.now())
  }

  /** Lets out what was kept, if the gate lets through. */
  #release(): void {
    if (!this.#passes) return
    this.#tellHeldBack()
    this.#preRoll.drain((pcm, at) => this.#outlet.chunk(pcm, at))
  }

  /** Forgets what is too old to be let out; with the microphone on, that was held back. */
  #trim(): void {
    const forgotten = this.#preRoll.trim(this.#mostKept)
    if (this.isShut || forgotten === 0) return
    this.#heldBackMs += forgotten * MICROPHONE.chunkMs
    if (this.#heldBackMs >= TELL_HELD_BACK_MS) this.#tellHeldBack()
  }

  get #mostKept(): number {
    switch (this.#kind) {
      case 'shut':
        return 0
      case 'detecting':
        return DETECTING_CHUNKS + (this.#behind ?? 0)
      case 'armed':
        return PRE_ROLL_CHUNKS
      case 'open':
        return Infinity
    }
  }

  #tellHeldBack(): void {
    if (this.#heldBackMs > 0) this.#outlet.heldBack(this.#heldBackMs)
    this.#heldBackMs = 0
  }
}

/** What a verdict from before the gate was shut is worth when it opens again. */
function past(verdict: SpeechVerdict): SpeechVerdict {
  return verdict === 'speech' ? 'short-pause' : verdict
}
