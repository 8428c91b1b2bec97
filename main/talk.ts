import type { Gate, SpeechVerdict } from '@contract/media'
import type { AppState } from '@contract/state'
import type { Lane } from './lane'
import { isActive } from './live/session-state'
import { MicrophoneGate } from './microphone-gate'
import type { SpeechOutlet } from './question'
import { SoundAge } from './sound-age'
import type { StateCell } from './state-cell'

export interface TalkOptions {
  readonly state: StateCell<AppState>
  /** Where what is said goes. */
  readonly speech: SpeechOutlet
  /** Push-to-talk: the user takes the word. */
  readonly onStart: () => void
  /** Push-to-talk: the end of what was said is on its way, and is to be answered. */
  readonly onSaid: () => void
  /** Hands-free: this computer hears the user speak at this moment, or not. */
  readonly onHeard: (heard: boolean) => void
  /** Hands-free: what this computer heard of the user has come to a pause. */
  readonly onHush: () => void
  /** So many ms of silence were not sent. */
  readonly onHeldBack: (ms: number) => void
  /** So many ms of what was said were not captured, or came too late. */
  readonly onNotCaptured: (ms: number) => void
  /** A chunk was handed on; its last sample was captured so long ago. */
  readonly onSpoken?: (pcm: Uint8Array, ageMs: number) => void
}

const SHUT: Gate = { kind: 'shut' }
const ARMED: Gate = { kind: 'armed' }
const OPEN: Gate = { kind: 'open' }
const DETECTING: Gate = { kind: 'detecting' }

/**
 * The user's part of the conversation: when the microphone's gate opens, and the activity that
 * marks what is said in push-to-talk. Its order is always: start, pre-roll, live, tail, end.
 */
export class Talk {
  readonly #options: TalkOptions
  readonly #gate: MicrophoneGate
  readonly #soundAge = new SoundAge()
  /** An activity was begun whose end is not on its way. */
  #activity = false
  /** Resolves when what was said last has ended. */
  #stopping: Promise<void> = Promise.resolve()

  constructor(options: TalkOptions) {
    this.#options = options
    this.#gate = new MicrophoneGate({
      chunk: (pcm, at) => {
        const ageMs = this.#soundAge.of(at)
        options.speech.audio(pcm, ageMs)
        options.onSpoken?.(pcm, ageMs)
      },
      speech: (heard) => this.#hear(heard),
      heldBack: options.onHeldBack,
      lost: options.onNotCaptured,
    })
    options.state.subscribe(({ microphone }) => {
      if (microphone) this.#gate.noteMicrophone(microphone.kind)
    })
  }

  connect(lane: Lane): void {
    this.#soundAge.begin()
    this.#gate.connect(lane)
  }

  /** A chunk that was captured then was not let in, and is counted. */
  noteRefused(at: number): void {
    this.#gate.noteRefused(at)
  }

  /** Nobody talks, and nothing of what was said is still to come. */
  get isQuiet(): boolean {
    return !this.#talk.talking && !this.#talk.speechHeard && !this.#gate.isClosing
  }

  /** Push-to-talk: begins to talk, or goes on within the tail of what was said. */
  start(): void {
    const { state, speech, onStart } = this.#options
    const { settings, session } = state.current
    if (this.#talk.talking || settings.talkMode !== 'push-to-talk' || !isActive(session)) return
    this.#activity = true
    speech.activityStart()
    this.#gate.set(OPEN)
    onStart()
    this.#set({ talking: true, muted: false })
  }

  /** Resolves when the last of what was said, and its end, are on their way. */
  async stop(): Promise<void> {
    if (this.#talk.talking) this.#stopping = this.#stop(ARMED, this.#settings.tailMs)
    await this.#stopping
  }

  /** Stops without a tail; returns whether there was something to cancel. */
  cancel(): boolean {
    if (!this.#talk.talking) return false
    this.#gate.discard(ARMED)
    this.#endActivity()
    this.#set({ talking: false })
    return true
  }

  setMuted(muted: boolean): void {
    if (muted === this.#talk.muted) return
    // Who mutes wants no tail.
    if (muted && this.#talk.talking) this.#stopping = this.#stop(SHUT, 0)
    this.#set({ muted })
    this.follow()
  }

  /** Opens or closes the gate by what the state says. */
  follow(): void {
    const { settings, talk, session } = this.#options.state.current
    if (session.kind === 'paused') this.#pause()
    else if (!isActive(session)) this.#end()
    // Talking ends by itself; until then the gate is as it made it.
    else if (talk.talking) return
    else if (settings.talkMode === 'push-to-talk') this.#gate.set(talk.muted ? SHUT : ARMED)
    else if (talk.muted) this.#gate.close(SHUT, 0, () => this.#options.speech.audioPaused())
    // What was said in push-to-talk ends first.
    else if (!this.#activity) this.#gate.set(settings.localVoiceDetection ? DETECTING : OPEN)
    if (talk.muted || settings.talkMode === 'push-to-talk') this.#unhear()
  }

  /** The conversation is over. */
  #end(): void {
    this.#pause()
    this.#set({ muted: false })
  }

  /** Nothing is heard for now. Whoever was muted still is when it goes on. */
  #pause(): void {
    this.#gate.set(SHUT)
    this.#endActivity()
    this.#unhear()
    this.#set({ talking: false })
  }

  async #stop(into: Gate, tailMs: number): Promise<void> {
    this.#set({ talking: false })
    await new Promise<void>((resolve) => {
      this.#gate.close(into, tailMs, (outcome) => {
        // At once, and not when the promise is awaited: talking may begin again before that.
        if (outcome === 'closed') {
          this.#endActivity()
          this.#options.onSaid()
          this.follow()
        }
        resolve()
      })
    })
  }

  #endActivity(): void {
    if (!this.#activity) return
    this.#activity = false
    this.#options.speech.activityEnd()
  }

  #hear(verdict: SpeechVerdict): void {
    const { talkMode, localVoiceDetection } = this.#settings
    if (talkMode !== 'hands-free') return
    this.#options.onHeard(verdict === 'speech')
    const goesOn = verdict === 'short-pause' && this.#talk.speechHeard
    this.#noteSpeech(verdict === 'speech' || goesOn)
    // Nothing is sent until speech is heard again, so what was said is to be answered.
    if (verdict === 'long-pause' && localVoiceDetection) this.#options.speech.audioPaused()
  }

  #unhear(): void {
    this.#options.onHeard(false)
    this.#noteSpeech(false)
  }

  #noteSpeech(speechHeard: boolean): void {
    const before = this.#talk.speechHeard
    this.#set({ speechHeard })
    if (before && !speechHeard) this.#options.onHush()
  }

  get #settings(): AppState['settings'] {
    return this.#options.state.current.settings
  }

  get #talk(): AppState['talk'] {
    return this.#options.state.current.talk
  }

  #set(patch: Partial<AppState['talk']>): void {
    const changed = Object.entries(patch).some(
      ([name, value]) => this.#talk[name as keyof AppState['talk']] !== value,
    )
    if (changed) this.#options.state.update({ talk: { ...this.#talk, ...patch } })
  }
}
