import { MICROPHONE } from '@contract/media'
import type { TalkMode } from '@contract/settings'
import type { Clock } from './clock'
import { KeptSpeech, type NextOut, type TurnId } from './kept-speech'
import type { LiveConnection } from './live-client'
import { UplinkConnection, type UplinkEnds } from './uplink-connection'

/** How soon a full socket is looked at again, in ms: it does not tell of room. */
const LOOK_AGAIN_MS = 20

/** What has waited is sent at most so many times as fast as it was spoken. */
const CATCH_UP_SPEED = 2

/** Timers are late; so much of the catching up may be made up for at once, in ms. */
const TIMER_SLACK_MS = 50

/** A network that has been too slow for so long, in ms, did not merely stand still for a moment. */
const SLOW_AFTER_MS = 10_000

/** Speech that has waited goes before pictures for so long, in ms: who speaks on is seen as well. */
const VOICE_FIRST_MS = 5_000

/** Over a slow network, the hands-free audio that may wait, in ms: newer words count for more. */
const SLOW_KEEP_MS = 2_000

/**
 * Why audio did not arrive: `capture`, it came from the microphone too late; `late`, no connection came in time; `slow`, the network took less than
 * was spoken; `unsent`, the conversation ended first, or nothing could take it any more; `in-doubt`,
 * it was handed to a connection that broke just then, and may have arrived.
 */
export type LossCause = 'capture' | 'late' | 'slow' | 'unsent' | 'in-doubt'

export interface UplinkOptions {
  readonly clock: Clock
  /** So many ms of audio were handed to a connection. */
  onSent(ms: number): void
  onLost(ms: number, cause: LossCause): void
  /** All of an utterance, of a stream until its pause, or of a text was handed to a connection. */
  onTurnSent?(turn: TurnId): void
  /** Words that were typed are not sent any more, as the conversation is over. */
  onUnsent?(texts: readonly string[]): void
}

/** `behind`: something waits, and is caught up with; `stuck`: because the socket was full. */
type Pace =
  | { readonly kind: 'live' }
  | { readonly kind: 'behind'; readonly stuck: boolean; readonly since: number }

/**
 * The way of the user's audio and pictures to the server. Audio that cannot be sent waits, bounded,
 * with the marks of push-to-talk in their places; it is sent once, oldest first and no faster than
 * twice real time, and what is spoken meanwhile behind it. What was handed to a socket is never sent
 * again.
 */
export class Uplink {
  readonly #options: UplinkOptions
  readonly #kept = new KeptSpeech()
  #connection: UplinkConnection | null = null
  #pace: Pace = { kind: 'live' }
  /** While behind: the earliest time of the next chunk. */
  #nextAt = 0
  #cancelLook: () => void = () => undefined

  constructor(options: UplinkOptions) {
    this.#options = options
  }

  /** Sends over this connection from now on, what has waited first. */
  attach(connection: LiveConnection, mode: TalkMode, ends: UplinkEnds): void {
    this.detach()
    const { clock } = this.#options
    this.#connection = new UplinkConnection({ ...ends, connection, mode, clock })
    this.#lose(this.#kept.expireBelated(this.#now), 'capture')
    this.#lose(this.#kept.expire(this.#now), 'late')
    this.#fallBehind(false)
    this.#pump()
  }

  /**
   * The connection is left in good order. What was begun goes on over the next one. Returns the ms of
   * audio of which only the peer's answer will tell that they arrived, for `noteUnanswered`.
   */
  detach(): number {
    this.#cancelLook()
    const inDoubtMs = this.#connection?.inDoubtMs ?? 0
    this.#connection?.letGo()
    this.#connection = null
    this.#pace = { kind: 'live' }
    this.#kept.rewind()
    return inDoubtMs
  }

  /** The peer did not answer the goodbye: as at a cut, what it was given last may not have arrived. */
  noteUnanswered(inDoubtMs: number): void {
    this.#lose(inDoubtMs, 'in-doubt')
  }

  /** The connection broke: what was handed to it last may not have arrived. */
  cut(): void {
    this.#lose(this.#connection?.inDoubtMs ?? 0, 'in-doubt')
    this.detach()
  }

  /** The server refused what it was sent: what waits is not offered to it again. */
  dropWaiting(): void {
    this.#lose(this.#kept.discard(), 'unsent')
  }

  /** The conversation rests: what was said is of no use after it, what was typed waits for its end. */
  rest(): void {
    this.detach()
    this.#lose(this.#kept.rest(this.#now), 'unsent')
  }

  /** The conversation is over: what waits is of no use any more. */
  clear(): void {
    this.detach()
    const { texts } = this.#kept
    this.#lose(this.#kept.clear(), 'unsent')
    if (texts.length > 0) this.#options.onUnsent?.(texts)
  }

  /** What was typed and is still to be sent, in order. */
  get waitingTexts(): readonly string[] {
    return this.#kept.texts
  }

  /** One chunk of 20 ms, as the microphone gives it; it was captured `ageMs` ago. */
  audio(pcm: Uint8Array, ageMs = 0): void {
    this.#kept.add(pcm, this.#now, ageMs)
    if (ageMs > 0) this.#lose(this.#kept.expireBelated(this.#now), 'capture')
    this.#pump()
    this.#bound()
  }

  /** Push-to-talk: the user begins to speak. */
  activityStart(): void {
    this.#kept.begin(this.#now)
    this.#pump()
  }

  /** Push-to-talk: the user has spoken; returns what, if it was anything. */
  activityEnd(): TurnId | null {
    const turn = this.#kept.end(this.#now)
    this.#pump()
    return turn
  }

  /**
   * Hands-free: the microphone pauses, so what was said is to be answered without waiting on. Returns
   * what was said, if it was anything.
   */
  audioPaused(): TurnId | null {
    const turn = this.#kept.pause(this.#now)
    this.#pump()
    return turn
  }

  /**
   * Words that the user typed: they go behind what was said before them and still waits. Returns
   * `null` when no connection takes them.
   */
  text(text: string): TurnId | null {
    if (!this.#connection?.isOpen) return null
    const turn = this.#kept.type(text, this.#now)
    this.#pump()
    return turn
  }

  /**
   * Sends an utterance once more, as if it were said now; returns `null` when no connection takes it,
   * or another utterance goes on.
   */
  repeat(chunks: readonly Uint8Array[]): TurnId | null {
    if (!this.#connection?.isOpen || this.#kept.isUttering) return null
    this.#fallBehind(false)
    this.#kept.begin(this.#now)
    for (const pcm of chunks) this.#kept.add(pcm, this.#now)
    this.#kept.end(this.#now)
    // Hands-free its end is a pause.
    const turn = this.#kept.pause(this.#now)
    this.#pump()
    return turn
  }

  /** Sends a picture unless no connection takes it; returns whether it was sent. */
  frame(jpeg: Uint8Array): boolean {
    return this.frameReadiness === 'ready' && this.#connection?.sendFrame(jpeg) === 'sent'
  }

  /** Pictures wait while the voice is behind, so that it goes first. */
  get frameReadiness(): 'ready' | 'behind' | 'offline' {
    if (!this.#connection?.isOpen) return 'offline'
    return !this.#isVoiceFirst && this.#connection.hasRoom('forPictures') ? 'ready' : 'behind'
  }

  get #now(): number {
    return this.#options.clock.now()
  }

  get #isVoiceFirst(): boolean {
    if (this.#pace.kind === 'live') return false
    return this.#pace.stuck || this.#now - this.#pace.since < VOICE_FIRST_MS
  }

  #fallBehind(stuck: boolean): void {
    if (this.#pace.kind === 'behind' && (this.#pace.stuck || !stuck)) return
    if (this.#pace.kind === 'live') this.#nextAt = this.#now
    this.#pace = { kind: 'behind', stuck, since: this.#now }
  }

  /** Sends what is next until something has to wait. */
  #pump(): void {
    this.#cancelLook()
    while (this.#connection?.isOpen) {
      // A network that has stood still may have let it grow old since it was connected.
      if (this.#pace.kind === 'behind') {
        this.#lose(this.#kept.expireBelated(this.#now), 'capture')
        this.#lose(this.#kept.expireStream(this.#now), 'slow')
      }
      const { next } = this.#kept
      if (next === null) {
        this.#pace = { kind: 'live' }
        return
      }
      const waitMs = next.type === 'audio' ? this.#waitMs(this.#connection) : 0
      if (waitMs > 0) {
        this.#cancelLook = this.#options.clock.schedule(() => this.#pump(), waitMs)
        return
      }
      this.#kept.shift()
      this.#send(this.#connection, next)
    }
  }

  /** How long audio has to wait, in ms. */
  #waitMs(connection: UplinkConnection): number {
    if (!connection.hasRoom('forAudio')) {
      this.#fallBehind(true)
      return LOOK_AGAIN_MS
    }
    return this.#pace.kind === 'live' ? 0 : this.#nextAt - this.#now
  }

  #send(connection: UplinkConnection, next: NextOut): void {
    const outcome = connection.send(next)
    if ('turn' in next) this.#options.onTurnSent?.(next.turn)
    if (next.type !== 'audio') return
    if (outcome !== 'sent') {
      this.#lose(MICROPHONE.chunkMs, 'unsent')
      return
    }
    const earliest = Math.max(this.#nextAt, this.#now - TIMER_SLACK_MS)
    this.#nextAt = earliest + MICROPHONE.chunkMs / CATCH_UP_SPEED
    this.#options.onSent(MICROPHONE.chunkMs)
  }

  /** Keeps what waits within its limits. */
  #bound(): void {
    if (!this.#connection?.isOpen) {
      this.#lose(this.#kept.expire(this.#now) + this.#kept.trim(), 'late')
    } else if (this.#pace.kind === 'behind') {
      const isSlow = this.#pace.stuck && this.#now - this.#pace.since > SLOW_AFTER_MS
      this.#lose(this.#kept.trim(isSlow ? SLOW_KEEP_MS : undefined), 'slow')
    }
  }

  #lose(ms: number, cause: LossCause): void {
    if (ms > 0) this.#options.onLost(ms, cause)
  }
}
