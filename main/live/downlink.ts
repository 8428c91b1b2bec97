import { VOICE, type VoiceCommand, type VoiceReport } from '@contract/media'

/** What the jitter buffer has had to do, since the app started. */
export interface VoiceCounts {
  readonly voiceUnderruns: number
  readonly voiceLeadMs: number
  readonly voiceDroppedMs: number
}

/** What became of the assistant's voice. */
export interface DownlinkEvents {
  onSpeaking(speaking: boolean): void
  onTiming(name: 'voice-first-sample' | 'voice-flushed', ms: number): void
  onCounts(counts: VoiceCounts): void
}

/** Samples are at 24 kHz. */
interface Reply {
  readonly id: number
  /** Samples of all replies that were received before this one. */
  readonly startsAt: number
  readonly firstByteAt: number
  finished: boolean
}

/** A stop that the speakers have not confirmed yet. */
interface Flush {
  /** Replies that are still to be confirmed, oldest first. */
  readonly replies: readonly Reply[]
  readonly heardUpTo: number
  readonly at: number
  readonly onHeard: (heardUpTo: number) => void
}

const NO_COUNTS: VoiceCounts = { voiceUnderruns: 0, voiceLeadMs: 0, voiceDroppedMs: 0 }

const msOf = (samples: number): number => Math.round((samples * 1000) / VOICE.sampleRate)

/** Numbers the assistant's replies and follows each to the speakers. */
export class Downlink {
  readonly #events: DownlinkEvents
  readonly #now: () => number
  #post: (command: VoiceCommand) => void = () => undefined
  #replies = 0
  #receivedSamples = 0
  /** Replies that were not yet wholly heard, oldest first. */
  #pending: Reply[] = []
  /** Oldest first; a second stop may come before the first is confirmed. */
  #flushes: readonly Flush[] = []
  #held = false
  /** Those of worklets that are gone; a new one counts from 0. */
  #countsBefore = NO_COUNTS
  #counts = NO_COUNTS

  constructor(events: DownlinkEvents, now: () => number) {
    this.#events = events
    this.#now = now
  }

  /** Whether some of the voice is still to be heard. */
  get speaking(): boolean {
    return this.#pending.length > 0
  }

  /** Samples of the voice since the app started; places in the voice are told by it. */
  get receivedSamples(): number {
    return this.#receivedSamples
  }

  /** Sends commands to this playback worklet from now on. */
  connect(post: (command: VoiceCommand) => void): void {
    this.#post = post
    this.#forget()
  }

  /** The worklet is gone, and with it what it had not played. */
  disconnect(): void {
    this.#post = () => undefined
    this.#forget()
  }

  audio(pcm: Uint8Array): void {
    const reply = this.#openReply()
    this.#receivedSamples += pcm.byteLength / VOICE.bytesPerSample
    // A copy of its own, so that the port does not carry the pool that the bytes lie in.
    this.#post({ type: 'audio', reply: reply.id, pcm: new Uint8Array(pcm).buffer })
  }

  /** The server has generated the whole reply. */
  finish(): void {
    const reply = this.#pending.at(-1)
    if (!reply || reply.finished) return
    reply.finished = true
    this.#post({ type: 'finish', reply: reply.id })
  }

  /** Silence at once; everything and the place are kept until `resume`. */
  hold(): void {
    if (!this.speaking || this.#held) return
    this.#held = true
    this.#post({ type: 'hold' })
  }

  resume(): void {
    if (!this.#held) return
    this.#held = false
    this.#post({ type: 'resume' })
  }

  /**
   * Silence, at once. `onHeard` is told up to which place the voice was really heard, in the count of
   * `receivedSamples`, unless there was nothing to stop or the speakers are gone.
   */
  stop(onHeard: (heardUpTo: number) => void = () => undefined): void {
    const replies = this.#pending
    const heardUpTo = replies[0]?.startsAt
    if (heardUpTo === undefined) return
    // One each, so that each is told of exactly.
    for (const { id } of replies) this.#post({ type: 'flush', reply: id })
    this.#held = false
    this.#flushes = [...this.#flushes, { replies, heardUpTo, at: this.#now(), onHeard }]
    this.#setPending([])
  }

  report(report: VoiceReport): void {
    if (report.type === 'flushed') this.#reportFlushed(report.reply, report.heardSamples)
    if (report.type === 'progress') this.#count(report)
    if (report.type === 'drained') {
      this.#setPending(this.#pending.filter(({ id }) => id > report.reply))
    }
    if (report.type === 'started') {
      const reply = this.#pending.find(({ id }) => id === report.reply)
      if (reply) this.#events.onTiming('voice-first-sample', report.at - reply.firstByteAt)
    }
  }

  #reportFlushed(id: number, heardSamples: number): void {
    const flush = this.#flushes.find(({ replies }) => replies[0]?.id === id)
    const [reply, ...replies] = flush?.replies ?? []
    if (!flush || !reply) return
    // Replies are heard in their order: where one was not heard at all, the one before it stopped.
    const heardUpTo = heardSamples > 0 ? reply.startsAt + heardSamples : flush.heardUpTo
    const rest = replies.length > 0 ? [{ ...flush, replies, heardUpTo }] : []
    this.#flushes = this.#flushes.flatMap((each) => (each === flush ? rest : [each]))
    if (rest.length > 0) return
    this.#events.onTiming('voice-flushed', this.#now() - flush.at)
    flush.onHeard(heardUpTo)
  }

  #count(progress: VoiceReport & { readonly type: 'progress' }): void {
    const { voiceUnderruns, voiceDroppedMs } = this.#countsBefore
    this.#counts = {
      voiceUnderruns: voiceUnderruns + progress.underruns,
      voiceLeadMs: msOf(progress.leadSamples),
      voiceDroppedMs: voiceDroppedMs + msOf(progress.droppedSamples),
    }
    this.#events.onCounts(this.#counts)
  }

  #openReply(): Reply {
    const last = this.#pending.at(-1)
    if (last && !last.finished) return last
    this.#replies += 1
    const reply = {
      id: this.#replies,
      startsAt: this.#receivedSamples,
      firstByteAt: this.#now(),
      finished: false,
    }
    this.#setPending([...this.#pending, reply])
    return reply
  }

  #forget(): void {
    this.#flushes = []
    this.#held = false
    this.#countsBefore = this.#counts
    this.#setPending([])
  }

  #setPending(pending: Reply[]): void {
    const before = this.speaking
    this.#pending = pending
    // Held for what was at its end anyway: the next reply must not find the speakers held.
    if (!this.speaking) this.resume()
    if (before !== this.speaking) this.#events.onSpeaking(this.speaking)
  }
}
