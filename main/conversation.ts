import { appError, fail, ok, type Result } from '@contract/errors'
import type { AppState } from '@contract/state'
import { Answer } from './answer'
import type { ConversationOptions } from './conversation-options'
import { countOne, setCounts } from './counts'
import { historyOf } from './history'
import type { Lane } from './lane'
import { systemClock } from './live/clock'
import type { TurnId } from './live/kept-speech'
import { LiveSession, type SessionTarget } from './live/live-session'
import { handleFor, servedHandle, type ServedHandle } from './live/served-handle'
import type { ServerEvent } from './live/server-events'
import { isActive } from './live/session-state'
import { Question, type Delimiter } from './question'
import { Talk } from './talk'
import type { Thread } from './transcript/recorder'

/**
 * The conversation that is on: joins the session, the user's voice and the assistant's answers.
 * Sound and words go straight through; the rest is in the parts that it joins.
 */
export class Conversation {
  readonly #options: ConversationOptions
  readonly #session: LiveSession
  readonly #answer: Answer
  readonly #question: Question
  readonly #talk: Talk

  constructor(options: ConversationOptions) {
    const { state, uplink, log } = options
    this.#options = options
    this.#answer = new Answer({
      recorder: options.recorder,
      sound: options.sound,
      onSpeaking: (assistantSpeaking) => this.#noteSpeaking(assistantSpeaking),
      onTiming: (name, ms) => options.onTiming({ name, ms }),
      onCounts: (counts) => setCounts(state, counts),
      onHeld: (voiceHeld) => this.#setTalk({ voiceHeld }),
      onResumed: () => countOne(state, 'voiceResumed'),
    })
    this.#session = new LiveSession({
      connect: options.connect,
      uplink,
      log,
      clock: options.clock ?? systemClock,
      date: Date.now,
      random: options.random ?? Math.random,
      onState: (session) => this.#followSession(session),
      onEvent: (event) => this.#receive(event),
      onDropped: () => countOne(state, 'messagesDropped'),
      onNotice: (error) => options.onNotice(error),
      onHandle: (handle, target) => options.onHandle?.(servedHandle(handle, target)),
      history: () => historyOf(options.recorder.conversation, uplink.waitingTexts),
      isQuiet: () => this.#answer.isQuiet && this.#talk.isQuiet,
    })
    this.#question = new Question({
      clock: options.clock ?? systemClock,
      uplink,
      delimiter: () => this.#delimiter(),
      sendText: (text) => this.#sendWords(text),
      onMissing: (missing) => options.onAnswerMissing?.(missing),
    })
    this.#talk = new Talk({
      state,
      speech: this.#question,
      onStart: () => this.#answer.stop(),
      onSaid: () => this.#answer.expect(),
      onHeard: (heard) => this.#followSpeech(heard),
      onHush: () => this.#session.noteQuiet(),
      onHeldBack: options.onHeldBack,
      onNotCaptured: options.onNotCaptured,
      onSpoken: (pcm, ageMs) => options.sound?.spoken(pcm, ageMs),
    })
  }

  connectMicrophone(lane: Lane): void {
    this.#talk.connect(lane)
  }

  /** A chunk that was captured then was not let in, and is counted. */
  noteRefused(at: number): void {
    this.#talk.noteRefused(at)
  }

  connectVoice(lane: Lane): void {
    this.#answer.connectVoice(lane)
  }

  /** Begins, or goes on after a pause; how it goes is told by the state. */
  start(target: SessionTarget): void {
    const { state } = this.#session
    if (isActive(state)) return
    if (state.kind !== 'paused') this.#options.recorder.begin()
    this.#options.onTarget?.(target)
    this.#session.start(target)
  }

  /** Begins where an earlier conversation ended; `handle`: of its last session. */
  goOnWith(target: SessionTarget, thread: Thread, handle: ServedHandle | null): void {
    if (isActive(this.#session.state)) return
    this.#options.recorder.goOnWith(thread)
    this.#options.onTarget?.(target)
    this.#session.goOnWith(target, handleFor(target, handle))
  }

  async end(): Promise<void> {
    await this.#session.end()
    await this.#answer.settle()
  }

  async retarget(target: SessionTarget): Promise<void> {
    await this.#talk.stop()
    if (isActive(this.#session.state)) this.#options.onTarget?.(target)
    this.#session.retarget(target)
  }

  /** The computer is about to sleep: nothing is captured, and no connection is left open. */
  sleep(): void {
    this.#session.sleep()
  }

  /** The computer has slept: the conversation goes on where it was. */
  wake(): void {
    this.#session.wake()
  }

  /** The network may be back: what is waited for is tried at once. */
  hurry(): void {
    this.#session.hurry()
  }

  /** These are the addresses of this computer now. */
  noteAddresses(addresses: ReadonlySet<string>): void {
    this.#session.noteAddresses(addresses)
  }

  sendText(text: string): Result<null> {
    if (this.#session.state.kind !== 'live') return fail('not-live')
    const turn = this.#sendWords(text)
    if (turn === null) return fail('not-live')
    this.#question.typed(text, turn)
    this.#options.recorder.write((lines) => lines.userTyped(text))
    return ok(null)
  }

  /** Sends what the user asked last once more, as nothing has come back to it. */
  sendAgain(): Result<null> {
    if (this.#session.state.kind !== 'live' || !this.#question.sendAgain()) return fail('not-live')
    this.#answer.expect()
    return ok(null)
  }

  /** All of this has been handed to a connection. */
  noteTurnSent(turn: TurnId): void {
    this.#question.noteSent(turn)
  }

  setMuted(muted: boolean): void {
    this.#talk.setMuted(muted)
  }

  /** The settings of what leaves the microphone have changed. */
  followSettings(): void {
    this.#talk.follow()
  }

  /** Push-to-talk: begins to talk unless the user talks already. */
  startTalking(): void {
    this.#talk.start()
  }

  /** Push-to-talk: ends what is said; it is answered. */
  stopTalking(): void {
    void this.#talk.stop()
  }

  /** Push-to-talk: ends what is said; it is not answered. */
  cancelTalking(): void {
    if (!this.#talk.cancel()) return
    this.#answer.cancel()
    this.#question.withdraw()
  }

  /** Push-to-talk, by a button. */
  toggleTalking(): Result<null> {
    const { settings, talk, session } = this.#options.state.current
    if (settings.talkMode !== 'push-to-talk' || !isActive(session)) return fail('not-live')
    if (talk.talking) this.stopTalking()
    else this.startTalking()
    return ok(null)
  }

  #followSession(session: AppState['session']): void {
    const { state, onLive, onOver, onTiming } = this.#options
    const before = state.current.session
    state.update({ session })
    this.#talk.follow()
    if (session.kind === 'live') {
      if (before.kind === 'connecting') {
        onTiming({ name: 'session-live', ms: session.since - before.since })
      }
      this.#question.goLive()
      onLive()
    } else if (!isActive(session)) {
      this.#answer.end()
      if (session.kind === 'paused') this.#question.rest()
      else this.#question.end()
      onOver(session.kind === 'paused' ? appError('share-interrupted') : undefined)
    } else if (before.kind === 'live') {
      this.#answer.abandon()
      this.#question.lose()
    }
  }

  #receive(event: ServerEvent): void {
    this.#options.onEvent?.(event)
    this.#question.receive(event)
    switch (event.type) {
      case 'voice':
      case 'input-text':
      case 'output-text':
      case 'interrupted':
      case 'generation-complete':
      case 'turn-complete':
        this.#answer.receive(event)
        break
      case 'tool-call':
      case 'tool-call-cancelled':
        // No tool was offered, so none can be meant.
        countOne(this.#options.state, 'messagesDropped')
        break
      case 'setup-complete':
      case 'resumption':
      case 'go-away':
      case 'usage':
    }
    if (event.type === 'turn-complete') this.#session.noteQuiet()
  }

  #noteSpeaking(assistantSpeaking: boolean): void {
    this.#setTalk({ assistantSpeaking })
    if (!assistantSpeaking) this.#session.noteQuiet()
  }

  #sendWords(text: string): TurnId | null {
    const turn = this.#options.uplink.text(text)
    if (turn === null) return null
    this.#answer.stop()
    this.#answer.expect()
    return turn
  }

  #delimiter(): Delimiter {
    const { talkMode, localVoiceDetection } = this.#options.state.current.settings
    if (talkMode === 'push-to-talk') return 'held'
    return localVoiceDetection ? 'heard' : 'streamed'
  }

  /** Hands-free: whoever speaks over the voice makes it hold its breath, if the user wants that. */
  #followSpeech(heard: boolean): void {
    const { settings, session, talk } = this.#options.state.current
    const listens = settings.softInterrupt && settings.talkMode === 'hands-free' && !talk.muted
    if (!heard || (listens && session.kind === 'live')) this.#answer.hearUser(heard)
  }

  #setTalk(patch: Partial<AppState['talk']>): void {
    const { state } = this.#options
    state.update({ talk: { ...state.current.talk, ...patch } })
  }
}
