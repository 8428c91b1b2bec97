import { randomUUID } from 'node:crypto'
import { appError, fail, ok, type Result } from '@contract/errors'
import type { VoiceReport } from '@contract/media'
import type { AppState } from '@contract/state'
import type { Clock } from './live/clock'
import { isActive, isOver } from './live/session-state'
import type { Log } from './log'
import type { Notices } from './notices'
import type { StateCell } from './state-cell'
import type { LibraryClient } from './transcript/library/library-client'
import { LibraryError } from './transcript/library/library-errors'
import { HeardVoice } from './transcript/recording/heard-voice'
import { Stretch } from './transcript/recording/stretch'

/** No sound is told of later than this, in ms; what claims more comes from a clock that was set. */
const OLDEST_MS = 20_000

/** Both sides of a conversation, where they are sent and heard. */
export interface ConversationSound {
  /** A chunk of the user's voice, as it was sent; its last sample was captured so long ago. */
  spoken(pcm: Uint8Array, ageMs: number): void
  /** Some of the voice was sent to the speakers, as part of this reply. */
  voice(reply: number, pcm: Uint8Array): void
  /** What the speakers tell. */
  rendered(report: VoiceReport): void
  /** The speakers are gone. */
  silenced(): void
}

export interface RecordingOptions {
  readonly state: StateCell<AppState>
  readonly client: Pick<LibraryClient, 'call'>
  readonly clock: Clock
  /** Milliseconds since the epoch, as the computer's clock says. */
  readonly date: () => number
  /** The conversation that is on, or was on last. */
  readonly conversation: () => { readonly id: string; readonly startedAt: number } | null
  readonly notices: Pick<Notices, 'post' | 'clear'>
  readonly log: Log
  /** The library has another recording, or the whole of one. */
  readonly onKept: () => void
}

/**
 * Records the conversation that is on, when the user wants that: by default, or this one. What is
 * recorded is what was sent and what was heard. The voice never waits for it.
 */
export class Recording implements ConversationSound {
  readonly #options: RecordingOptions
  readonly #voice = new HeardVoice()
  /** The conversation of which the user's will is known. */
  #conversation: string | null = null
  #isWanted = false
  /** The user has said so of this conversation; else it is as the setting was. */
  #isChosen = false
  /** A connection has stood; before, there is no conversation that could be kept. */
  #hasBeenLive = false
  #running: Stretch | null = null
  /** The running one, and those that have ended whose last sound is still awaited. */
  readonly #open = new Set<Stretch>()

  constructor(options: RecordingOptions) {
    this.#options = options
    options.state.subscribe(({ session }) => {
      if (session) this.#follow(session)
    })
  }

  /** Records the conversation that is on from now on, or no longer. */
  setOn(on: boolean): Result<null> {
    if (!isActive(this.#options.state.current.session)) return fail('no-conversation')
    if (on && this.#options.conversation() === null) return fail('not-kept')
    this.#isWanted = on
    this.#isChosen = true
    this.#options.notices.clear('recording-failed')
    this.#adjust()
    return ok(null)
  }

  spoken(pcm: Uint8Array, ageMs: number): void {
    for (const stretch of this.#open) stretch.spoken(pcm, ageMs)
  }

  voice(reply: number, pcm: Uint8Array): void {
    this.#voice.sent(reply, pcm)
  }

  rendered({ type, reply, heardSamples, at }: VoiceReport): void {
    const isOver = type === 'drained' || type === 'flushed'
    const piece = this.#voice.heard(reply, heardSamples, at, isOver)
    if (piece === null) return
    const toldMs = this.#options.date() - at
    const ageMs = toldMs >= 0 && toldMs < OLDEST_MS ? toldMs : 0
    for (const stretch of this.#open) stretch.heard(piece, ageMs)
  }

  silenced(): void {
    this.#voice.forget()
  }

  /** Hands over to the library all that was recorded. */
  close(): void {
    this.#isWanted = false
    this.#adjust()
    for (const stretch of [...this.#open]) stretch.finish()
  }

  #follow(session: AppState['session']): void {
    const id = this.#options.conversation()?.id ?? null
    if (isActive(session) && id !== this.#conversation) {
      this.#conversation = id
      this.#hasBeenLive = false
      this.#isChosen = false
      this.#isWanted = this.#options.state.current.settings.recordConversations
    }
    // It may be gone on with, and the setting be another by then.
    if (isOver(session) && !this.#isChosen) this.#conversation = null
    this.#adjust()
  }

  #adjust(): void {
    const { session, recording } = this.#options.state.current
    const isOn = isActive(session)
    if (this.#running === null && isOn && this.#isWanted) this.#begin()
    else if (this.#running !== null && !(isOn && this.#isWanted)) {
      this.#end()
      this.#show({ kind: 'off' })
    } else if (!isOn && recording.kind === 'failed') this.#show({ kind: 'off' })
    if (session.kind === 'live') this.#hasBeenLive = true
    if (this.#hasBeenLive) this.#running?.keep()
  }

  #begin(): void {
    const { clock, date, client, onKept } = this.#options
    const occasion = this.#options.conversation()
    if (occasion === null) return
    const name = randomUUID()
    let isKept = false
    const stretch = new Stretch({
      clock,
      date,
      write: async (piece) => {
        await client.call('record', occasion, { stretch: name, ...piece })
        if (!isKept) onKept()
        isKept = true
      },
      onOver: (over) => {
        this.#open.delete(over)
        // Where it could not be written, that has been told.
        client.call('endRecording', name).then(
          () => isKept && onKept(),
          () => undefined,
        )
      },
      onClockSet: () => {
        this.#end()
        this.#adjust()
      },
      onFailed: (failed, error) => this.#fail(failed, error),
    })
    this.#running = stretch
    this.#open.add(stretch)
    this.#show({ kind: 'on', since: stretch.startedAt })
  }

  #end(): void {
    this.#running?.end()
    this.#running = null
  }

  #fail(stretch: Stretch, failure: unknown): void {
    const why = failure instanceof LibraryError ? failure.failure.kind : 'slow'
    const error = appError('recording-failed', why)
    this.#options.log.warn('recording-failed', { why })
    this.#options.notices.post(error)
    if (this.#running !== stretch) return
    this.#running = null
    this.#isWanted = false
    this.#show({ kind: 'failed', error })
  }

  #show(recording: AppState['recording']): void {
    this.#options.state.update({ recording })
  }
}
