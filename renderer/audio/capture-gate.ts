import type { Gate, MicrophoneCommand, SpeechVerdict } from '@contract/media'
import { MICROPHONE, PRE_ROLL_MS } from '@contract/media-format'
import { GateCommands } from './gate-commands'
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
/** Where no chunk came for so long, ms, it was this worker that had no time, not the detector. */
const STOOD_STILL_MS = 200

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

/**
 * The gate of the capture worker: decides of each chunk whether it leaves, is kept for the moment the
 * gate opens, or is forgotten. That goes by when it was captured, not by when it is read. What leaves
 * is in the order of its capture, without gap or repetition. Times are ms of the clock that tells when
 * sound was captured.
 * What the detector has not yet listened to is not forgotten: one that lags or hangs cuts no word.
 */
export class CaptureGate {
  readonly #outlet: CaptureOutlet
  readonly #preRoll = new PreRoll(DETECTING_CHUNKS + BACKLOG_CHUNKS)
  readonly #commands = new GateCommands()
  #kind: Gate['kind'] = 'shut'
  /** All sound up to here has come. */
  #soundAt = 0
  /** Sound from before this is too late: main was told that the gate has closed. */
  #settledAt = -Infinity
  /** Chunks that the detector was given and has not told of; `null` without a detector. */
  #behind: number | null = null
  /** When the detector last told anything, or could have. */
  #answeredAt = 0
  #pushedAt = 0
  #heard: SpeechVerdict = 'unknown'
  #heldBackMs = 0

  constructor(outlet: CaptureOutlet) {
    this.#outlet = outlet
  }

  /** Nothing is to be gathered at all. */
  get isShut(): boolean {
    return this.#kind === 'shut'
  }

  /** A command that was given at this time, and counts from there on; a tail is added to it. */
  obey(command: MicrophoneCommand, at: number): void {
    this.#commands.add(command, at, this.#kind)
    this.reach(this.#soundAt)
  }

  /** All sound up to here has come: what was commanded up to here counts from now on. */
  reach(at: number): void {
    this.#soundAt = at
    for (const { gate, serial } of this.#commands.take(at)) this.#enter(gate, serial)
  }

  /** When the command counts that closes the gate and waits for its place, if one does. */
  get closesAt(): number | null {
    return this.#commands.closesAt
  }

  /** No sound comes any more that the gate could wait for before it closes. */
  settle(): void {
    const at = this.#commands.closesAt
    if (at === null) return
    this.#settledAt = at
    this.reach(at)
  }

  /** One chunk; `at` is when its last sample was captured, `now` when it is given to the detector. */
  push(pcm: ArrayBuffer, at: number, now = at): void {
    if (at <= this.#settledAt) return
    this.reach(at - MICROPHONE.chunkMs)
    if (!this.isShut) this.#pass(pcm, at, now)
    this.reach(at)
  }

  #pass(pcm: ArrayBuffer, at: number, now: number): void {
    this.#watchDetector(now)
    if (this.#passes) this.#outlet.chunk(pcm, at)
    else {
      this.#preRoll.keep(pcm, at)
      this.#trim()
    }
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

  #watchDetector(now: number): void {
    if (now - this.#pushedAt > STOOD_STILL_MS) this.#answeredAt = now
    this.#pushedAt = now
    if (this.#behind === null) return
    this.#behind += 1
    const isLate = this.#behind > HUNG_CHUNKS && now - this.#answeredAt >= HUNG_MS
    if (!isLate && this.#behind <= BACKLOG_CHUNKS) return
    this.attachDetector(false, now)
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
    this.#kind = gate.kind
    if (this.isShut) this.#heard = past(this.#heard)
    this.#trim()
    if (this.#kind !== 'detecting') this.#tellHeldBack()
    // First the word that the gate has changed, then what is let out by it.
    this.#outlet.gated(serial)
    this.#release()
    // What was sent until now may have ended without a word.
    if (this.#kind === 'detecting') this.#outlet.speech(this.#heard, this.#soundAt)
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
