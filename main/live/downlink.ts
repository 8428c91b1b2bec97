import type { VoiceCommand, VoiceReport } from '@contract/media'

/** What became of the assistant's voice. Samples are at 24 kHz. */
export interface DownlinkEvents {
  onSpeaking(speaking: boolean): void
  onTiming(name: 'voice-first-sample' | 'voice-flushed', ms: number): void
  onUnderruns(count: number): void
}

interface Reply {
  readonly id: number
  receivedSamples: number
  readonly firstByteAt: number
  finished: boolean
}

/** A stop that the speakers have not confirmed yet. */
interface Flush {
  readonly reply: Reply
  readonly at: number
  readonly onHeard: (fraction: number) => void
}

/** Numbers the assistant's replies and follows each to the speakers. */
export class Downlink {
  readonly #events: DownlinkEvents
  readonly #now: () => number
  #post: (command: VoiceCommand) => void = () => undefined
  #replies = 0
  /** Replies that were not yet wholly heard, oldest first. */
  #pending: Reply[] = []
  #flush: Flush | null = null

  constructor(events: DownlinkEvents, now: () => number) {
    this.#events = events
    this.#now = now
  }

  /** Whether some of the voice is still to be heard. */
  get speaking(): boolean {
    return this.#pending.length > 0
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
    reply.receivedSamples += pcm.byteLength / 2
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

  /**
   * Silence, at once. `onHeard` is told how much of the last reply was really heard, from 0 to 1,
   * unless there was nothing to stop or the speakers are gone.
   */
  stop(onHeard: (fraction: number) => void = () => undefined): void {
    const reply = this.#pending.at(-1)
    if (!reply) return
    this.#post({ type: 'flush', reply: reply.id })
    this.#flush = { reply, at: this.#now(), onHeard }
    this.#setPending([])
  }

  report(report: VoiceReport): void {
    if (report.type === 'flushed') this.#reportFlushed(report.reply, report.heardSamples)
    if (report.type === 'progress') this.#events.onUnderruns(report.underruns)
    if (report.type === 'drained') {
      this.#setPending(this.#pending.filter(({ id }) => id > report.reply))
    }
    if (report.type === 'started') {
      const reply = this.#pending.find(({ id }) => id === report.reply)
      if (reply) this.#events.onTiming('voice-first-sample', report.at - reply.firstByteAt)
    }
  }

  #reportFlushed(id: number, heardSamples: number): void {
    const flush = this.#flush
    if (flush?.reply.id !== id) return
    this.#flush = null
    this.#events.onTiming('voice-flushed', this.#now() - flush.at)
    flush.onHeard(heardSamples / flush.reply.receivedSamples)
  }

  #openReply(): Reply {
    const last = this.#pending.at(-1)
    if (last && !last.finished) return last
    this.#replies += 1
    const reply = {
      id: this.#replies,
      receivedSamples: 0,
      firstByteAt: this.#now(),
      finished: false,
    }
    this.#setPending([...this.#pending, reply])
    return reply
  }

  #forget(): void {
    this.#flush = null
    this.#setPending([])
  }

  #setPending(pending: Reply[]): void {
    const before = this.speaking
    this.#pending = pending
    if (before !== this.speaking) this.#events.onSpeaking(this.speaking)
  }
}
