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
  /** Some of this reply was sent to the speakers. */
  onVoice?(reply: number, pcm: Uint8Array): void
  onReport?(report: VoiceReport): void
  /** The speakers are gone, or others. */
  onGone?(): void
}

/** Samples are at 24 kHz. */
interface Reply {
  readonly id: number
  /** Samples of all replies that were received before this one. */
  readonly startsAt: number
  readonly firstByteAt: number
  finished: boolean
  /** Samples of it that were rendered, as far as the speakers have told. */
  heardSamples: number
}

/** A stop that the speakers have not confirmed yet. */
interface Flush {
  /** Replies that are still to be confirmed, oldest first. */
  readonly replies: readonly Reply[]
  /** Where those were heard up to that are confirmed. */
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
  #repliesSoFar = 0
  #receivedSamples = 0
  /** Replies that were not yet wholly heard, oldest first. */
  #pending: Reply[] = []
  /** Oldest first; a second stop may come before the first is confirmed. */
  #flushes: readonly Flush[] = []
  readonly #onStopped: (() => void)[] = []
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
    this.#events.onVoice?.(reply.id, pcm)
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
   * `receivedSamples`, unless there was nothing to stop. When the speakers are gone that is the place
   * which they told last, at most 100 ms before.
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

  /** Waits no longer for speakers to confirm what they were told to stop. */
  settle(): void {
    const flushes = this.#flushes
    this.#flushes = []
    for (const { replies, heardUpTo, onHeard } of flushes) onHeard(placeIn(replies, heardUpTo))
    this.#tellStopped()
  }

  /** Resolves when the speakers have confirmed all that they were told to stop. */
  get stopped(): Promise<void> {
    if (this.#flushes.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#onStopped.push(resolve))
  }

  report(report: VoiceReport): void {
    const { heardSamples } = report
    this.#events.onReport?.(report)
    const heard = this.#unsettled().find(({ id }) => id === report.reply)
    if (heard) heard.heardSamples = Math.max(heard.heardSamples, heardSamples)
    if (report.type === 'flushed') this.#reportFlushed(report.reply)
    if (report.type === 'progress') this.#count(report)
    if (report.type === 'drained') {
      this.#setPending(this.#pending.filter(({ id }) => id > report.reply))
    }
    if (report.type === 'started') {
      const reply = this.#pending.find(({ id }) => id === report.reply)
      if (reply) this.#events.onTiming('voice-first-sample', report.at - reply.firstByteAt)
    }
  }

  #reportFlushed(id: number): void {
    const flush = this.#flushes.find(({ replies }) => replies[0]?.id === id)
    const [reply, ...replies] = flush?.replies ?? []
    if (!flush || !reply) return
    const heardUpTo = placeIn([reply], flush.heardUpTo)
    const rest = replies.length > 0 ? [{ ...flush, replies, heardUpTo }] : []
    this.#flushes = this.#flushes.flatMap((each) => (each === flush ? rest : [each]))
    if (rest.length > 0) return
    this.#events.onTiming('voice-flushed', this.#now() - flush.at)
    flush.onHeard(heardUpTo)
    if (this.#flushes.length === 0) this.#tellStopped()
  }

  #tellStopped(): void {
    this.#onStopped.splice(0).forEach((resolve) => resolve())
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
    this.#repliesSoFar += 1
    const reply = {
      id: this.#repliesSoFar,
      startsAt: this.#receivedSamples,
      firstByteAt: this.#now(),
      finished: false,
      heardSamples: 0,
    }
    this.#setPending([...this.#pending, reply])
    return reply
  }

  /** Those that may still be heard, or whose end is to be confirmed. */
  #unsettled(): readonly Reply[] {
    return [...this.#flushes.flatMap(({ replies }) => replies), ...this.#pending]
  }

  #forget(): void {
    this.settle()
    this.#events.onGone?.()
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

/**
 * Where the voice was heard up to. Replies are heard in their order: where one was not heard at all,
 * the one before it stopped.
 */
function placeIn(replies: readonly Reply[], before: number): number {
  const last = replies.findLast(({ heardSamples }) => heardSamples > 0)
  return last ? last.startsAt + last.heardSamples : before
}
