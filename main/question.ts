import { MICROPHONE } from '@contract/media'
import { AnswerWatchdog } from './answer-watchdog'
import type { Clock } from './live/clock'
import type { ServerEvent } from './live/server-events'
import type { TurnId } from './live/kept-speech'
import type { Uplink } from './live/uplink'

/** Where the user's voice goes. */
export type SpeechOutlet = Pick<Uplink, 'audio' | 'activityStart' | 'activityEnd' | 'audioPaused'>

/**
 * Who knows where speech begins and ends. `held`: the talk key. `heard`: the voice detector of this
 * computer. `streamed`: the server alone; of what was said there are only the words that it tells.
 */
export type Delimiter = 'held' | 'heard' | 'streamed'

export interface QuestionOptions {
  readonly clock: Clock
  readonly uplink: SpeechOutlet & Pick<Uplink, 'repeat'>
  delimiter(): Delimiter
  /** Sends words; returns `null` when no connection takes them. */
  sendText(text: string): TurnId | null
  /** Nothing has come back to the question in time, or that is no longer so. */
  onMissing(missing: boolean): void
}

/** The longest speech that is kept to be sent again, in ms; of a longer one its end. */
const KEPT_CHUNKS = 30_000 / MICROPHONE.chunkMs

/**
 * Speech is a question from this length on, in chunks; what is shorter may be a slip of the key or a
 * cough. It includes 300 ms before it, and where it is heard the pause of a second after it.
 */
const QUESTION_CHUNKS: Record<Delimiter, number> = {
  held: 1_000 / MICROPHONE.chunkMs,
  heard: 1_800 / MICROPHONE.chunkMs,
  streamed: Infinity,
}

/** Words that the server tells this soon after a whole answer, in ms, are of its question. */
const LATE_WORDS_MS = 1_000

/** What can be sent again. */
type Kept =
  | { readonly kind: 'speech'; readonly chunks: readonly Uint8Array[] }
  | { readonly kind: 'text'; readonly text: string }

/**
 * What the user asked last: it is kept, in memory alone, until something has come back to it, so that
 * it can be sent again. The user's voice passes through here on its way to the uplink.
 */
export class Question implements SpeechOutlet {
  readonly #options: QuestionOptions
  readonly #watchdog: AnswerWatchdog
  #kept: Kept | null = null
  /** Kept, but not yet whole with a connection. */
  #onItsWay: TurnId | null = null
  /** What was handed to a connection last. */
  #sent: TurnId | null = null
  /** What is being said. */
  #draft: Uint8Array[] = []
  #answering = false
  #answeredAt = -Infinity

  constructor(options: QuestionOptions) {
    this.#options = options
    this.#watchdog = new AnswerWatchdog({
      clock: options.clock,
      onMissing: (missing) => options.onMissing(missing),
    })
  }

  audio(pcm: Uint8Array, ageMs = 0): void {
    const delimiter = this.#options.delimiter()
    if (delimiter !== 'streamed') this.#draft.push(pcm)
    if (this.#draft.length > KEPT_CHUNKS) this.#draft.shift()
    // The user has gone on to something else.
    if (this.#draft.length === QUESTION_CHUNKS[delimiter]) this.withdraw()
    this.#options.uplink.audio(pcm, ageMs)
  }

  activityStart(): void {
    this.#draft = []
    this.#options.uplink.activityStart()
  }

  activityEnd(): TurnId | null {
    return this.#keepDraft('held', this.#options.uplink.activityEnd())
  }

  audioPaused(): TurnId | null {
    return this.#keepDraft('heard', this.#options.uplink.audioPaused())
  }

  /** Words that the user typed are on their way. */
  typed(text: string, turn: TurnId): void {
    this.#kept = { kind: 'text', text }
    this.#ask(turn)
  }

  /** All of this has been handed to a connection. */
  noteSent(turn: TurnId): void {
    this.#sent = turn
    if (turn !== this.#onItsWay) return
    this.#onItsWay = null
    this.#watchdog.receive('asked')
  }

  /** The user wants no answer any more. */
  withdraw(): void {
    this.#kept = null
    this.#onItsWay = null
    this.#watchdog.receive('settled')
  }

  receive(event: ServerEvent): void {
    switch (event.type) {
      case 'input-text':
        this.#hearWords(event.text)
        return
      case 'voice':
      case 'output-text':
        this.#answering = true
        break
      case 'tool-call':
      case 'generation-complete':
        break
      case 'interrupted':
        this.#answering = false
        break
      case 'turn-complete':
        this.#answering = false
        this.#answeredAt = this.#options.clock.now()
        break
      default:
        return
    }
    // What is still on its way is another question than the one that is answered.
    if (this.#onItsWay !== null) this.#watchdog.receive('settled')
    else this.withdraw()
  }

  /** The connection is gone; the next one may bring the answer. */
  lose(): void {
    this.#answering = false
    this.#watchdog.receive('lost')
  }

  goLive(): void {
    this.#watchdog.receive('live')
  }

  /** The conversation rests: of what was asked only words that still wait to be sent are kept. */
  rest(): void {
    this.#draft = []
    this.#answering = false
    if (this.#onItsWay === null || this.#kept?.kind !== 'text') this.withdraw()
  }

  /** The conversation is over: nothing is kept of it. */
  end(): void {
    this.#draft = []
    this.#answering = false
    this.withdraw()
  }

  /** Sends the question once more; returns false when there is none, or nothing takes it. */
  sendAgain(): boolean {
    const kept = this.#kept
    if (kept === null) return false
    const turn =
      kept.kind === 'text'
        ? this.#options.sendText(kept.text)
        : this.#options.uplink.repeat(kept.chunks)
    if (turn === null) return false
    this.#ask(turn)
    return true
  }

  /** The question is asked when all of it has been sent, which may have been at once. */
  #ask(turn: TurnId): void {
    this.#watchdog.receive('settled')
    this.#onItsWay = turn
    if (turn === this.#sent) this.noteSent(turn)
  }

  #keepDraft(delimiter: Delimiter, turn: TurnId | null): TurnId | null {
    const chunks = this.#draft
    this.#draft = []
    const isQuestion =
      delimiter === this.#options.delimiter() && chunks.length >= QUESTION_CHUNKS[delimiter]
    if (isQuestion && turn !== null) {
      this.#kept = { kind: 'speech', chunks }
      this.#ask(turn)
    }
    return turn
  }

  /** Where nobody here knows when speech ends, the server's words tell of it. */
  #hearWords(text: string): void {
    const { clock } = this.#options
    const isLate = clock.now() - this.#answeredAt < LATE_WORDS_MS
    if (this.#options.delimiter() !== 'streamed' || this.#answering || isLate) return
    const before = this.#kept?.kind === 'text' ? this.#kept.text : ''
    this.#kept = { kind: 'text', text: before + text }
    this.#watchdog.receive('asked')
  }
}
