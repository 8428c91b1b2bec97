import { voiceReportSchema } from '@contract/media'
import type { Lane } from './lane'
import { Downlink, type DownlinkEvents, type VoiceCounts } from './live/downlink'
import { gateEvent, type GatedEvent, type ReplyGate } from './live/reply-gate'
import type { ServerEvent } from './live/server-events'
import type { ConversationSound } from './recording'
import type { TranscriptRecorder } from './transcript/recorder'
import { VoiceHold } from './voice-hold'
import { within } from './within'

/** How long the speakers may take to say where they stopped, in ms; then it is what they said last. */
const CONFIRM_MS = 500

/** What the server says that belongs to an answer. */
export type AnswerEvent = Extract<ServerEvent, { type: GatedEvent }>

export interface AnswerOptions {
  readonly recorder: TranscriptRecorder
  /** Learns what is heard of the voice. */
  readonly sound?: Pick<ConversationSound, 'voice' | 'rendered' | 'silenced'> | undefined
  onSpeaking(speaking: boolean): void
  onTiming(name: 'voice-first-sample' | 'voice-flushed', ms: number): void
  onCounts(counts: VoiceCounts): void
  /** The voice holds its breath, or does so no more. */
  onHeld(held: boolean): void
  /** The voice played on after it was held, as after a cough. */
  onResumed(): void
}

/** The assistant's answers: from the server's words to the speakers and into the transcript. */
export class Answer {
  readonly #recorder: TranscriptRecorder
  readonly #downlink: Downlink
  readonly #hold: VoiceHold
  #gate: ReplyGate = 'open'
  /** The server has begun an answer and not yet completed its turn. */
  #begun = false
  /** The user has said something, and nothing has come of it yet. */
  #owed = false
  /** Something of an answer that is not to be heard has come. */
  #heldBack = false
  /** On a clock that never goes back, in ms. */
  #lastEventAt = 0

  constructor(options: AnswerOptions) {
    this.#recorder = options.recorder
    this.#hold = new VoiceHold({
      hold: () => this.#downlink.hold(),
      resume: () => this.#downlink.resume(),
      onHeld: (held) => options.onHeld(held),
      onResumed: () => options.onResumed(),
    })
    const onSpeaking = (speaking: boolean): void => {
      if (!speaking) this.#hold.receive({ type: 'voice-over' })
      options.onSpeaking(speaking)
    }
    const { sound } = options
    const events: DownlinkEvents = {
      onSpeaking,
      onTiming: (name, ms) => options.onTiming(name, ms),
      onCounts: (counts) => options.onCounts(counts),
      onVoice: (reply, pcm) => sound?.voice(reply, pcm),
      onReport: (report) => sound?.rendered(report),
      onGone: () => sound?.silenced(),
    }
    this.#downlink = new Downlink(events, Date.now)
  }

  /** Nothing is said, and nothing is owed. */
  get isQuiet(): boolean {
    return !this.#downlink.speaking && !this.#begun && !this.#owed
  }

  connectVoice(lane: Lane): void {
    this.#downlink.connect((command) => lane.post(command))
    lane.onMessage((raw) => {
      const report = voiceReportSchema.safeParse(raw).data
      if (report) this.#downlink.report(report)
    })
    lane.onClose(() => this.#downlink.disconnect())
  }

  /** The user has finished saying something to this connection. */
  expect(): void {
    this.#owed = true
    // From here on an answer is meant; the one that was not may still have to be stopped there.
    if (this.#gate === 'taken-back') this.#gate = this.#heldBack ? 'stopped-here' : 'open'
  }

  /** The user takes back what they have just said: nothing of the answer to it is to be heard. */
  cancel(): void {
    this.stop()
    this.#gate = 'taken-back'
    this.#heldBack = false
    this.#owed = false
  }

  /** This computer hears the user speak, or no longer: whoever speaks over the voice may mean it. */
  hearUser(heard: boolean): void {
    if (heard && !this.#downlink.speaking) return
    this.#hold.receive({ type: 'speech', heard })
  }

  receive(event: AnswerEvent): void {
    const now = performance.now()
    const { gate, passes } = gateEvent(this.#gate, event.type, now - this.#lastEventAt)
    this.#lastEventAt = now
    // An interruption of nothing, as the service sends now and then, holds nothing back.
    this.#gate =
      event.type === 'interrupted' && this.#gate === 'open' && !this.#begun ? 'open' : gate
    if (passes) this.#takeIn(event)
    if (event.type === 'turn-complete') this.#heldBack = false
    else if (!passes) this.#heldBack = true
  }

  /** The user takes the word: silence here, before the server has heard of it. */
  stop(): void {
    if (this.#begun) this.#gate = 'stopped-here'
    this.#begun = false
    this.#lastEventAt = performance.now()
    this.#interrupt()
  }

  /** The connection is gone, and the rest of the answer with it. What has come is played out. */
  abandon(): void {
    this.#forget()
    this.#downlink.finish()
    this.#recorder.write((lines) => lines.turnCompleted())
  }

  /** The conversation is over, and the voice with it. */
  end(): void {
    this.#forget()
    this.#interrupt()
    this.#recorder.write((lines) => lines.turnCompleted())
  }

  /** Resolves when what was stopped is written down as far as it was heard. */
  async settle(): Promise<void> {
    await within(this.#downlink.stopped, CONFIRM_MS)
    this.#downlink.settle()
  }

  #takeIn(event: AnswerEvent): void {
    switch (event.type) {
      case 'voice':
        this.#begin()
        this.#downlink.audio(event.pcm)
        return
      case 'output-text':
        this.#begin()
        this.#recorder.assistantSaid(event.text, this.#downlink.receivedSamples, event.language)
        return
      case 'input-text':
        this.#owed = true
        this.#recorder.write((lines) => lines.userSpoke(event.text, event.language))
        return
      case 'interrupted':
        this.#begun = false
        this.#interrupt()
        return
      case 'generation-complete':
        this.#downlink.finish()
        return
      case 'turn-complete':
        this.#begun = false
        this.#owed = false
        this.#downlink.finish()
        this.#recorder.write((lines) => lines.turnCompleted())
    }
  }

  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    this.#recorder.answerBegins(this.#downlink.receivedSamples)
  }

  /** Stops the voice, and cuts the answer's line at what was heard once the speakers have told. */
  #interrupt(): void {
    const { speaking, receivedSamples } = this.#downlink
    const cut = this.#recorder.interruptAnswer(speaking, receivedSamples)
    this.#downlink.stop((heardUpTo) => cut?.(heardUpTo))
  }

  #forget(): void {
    this.#gate = 'open'
    this.#begun = false
    this.#owed = false
  }
}
