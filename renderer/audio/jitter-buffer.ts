import type { VoiceReport } from '@contract/media'
import { VOICE } from '@contract/media-format'
import {
  afterPlaying,
  afterUnderrun,
  firstLead,
  LEAD_POLICY,
  type AdaptiveLead,
  type LeadPolicy,
} from './adaptive-lead'
import { VoiceReply } from './voice-reply'

type WithoutTime<Report> = Report extends unknown ? Omit<Report, 'at'> : never
/** A report of the worklet before it is stamped with the time. */
export type PlaybackReport = WithoutTime<VoiceReport>

export interface JitterBufferOptions {
  readonly lead: LeadPolicy
  /** Longest fall to silence where sound stops, within the quantum; and the rise after a hold. */
  readonly fadeSamples: number
  /** Beyond this the newest audio is dropped and counted. */
  readonly capacitySamples: number
  /** Rendered between two reports of progress. */
  readonly progressSamples: number
}

const samplesIn = (milliseconds: number): number => (milliseconds * VOICE.sampleRate) / 1000

export const JITTER_BUFFER: JitterBufferOptions = {
  lead: LEAD_POLICY,
  fadeSamples: samplesIn(2),
  capacitySamples: samplesIn(120_000),
  progressSamples: samplesIn(100),
}

/** The policy: whether a reply that is not playing may play now. */
export function mayPlay(
  reply: { readonly bufferedSamples: number; readonly finished: boolean },
  leadSamples: number,
): boolean {
  return reply.finished || reply.bufferedSamples >= leadSamples
}

/** A flush names a reply that ended only just now; what was heard of older ones is forgotten. */
const REMEMBERED_REPLIES = 16

/**
 * Evens out the arrival of the voice. Replies are rendered in the order of their numbers; one that
 * is drained or flushed is retired, and nothing more of it, or of one before it, is taken. While it
 * is held everything stays where it is.
 */
export class JitterBuffer {
  readonly #options: JitterBufferOptions
  readonly #report: (report: PlaybackReport) => void
  /** In order of their numbers; the first is being rendered. */
  readonly #replies: VoiceReply[] = []
  #retiredUpTo = 0
  /** What was heard of each retired reply: a flush may cross the end of what it names. */
  readonly #heard = new Map<number, number>()
  #bufferedSamples = 0
  #underruns = 0
  #droppedSamples = 0
  #sinceProgress = 0
  /** The sample rendered last. */
  #level = 0
  #lead: AdaptiveLead
  #held = false
  /** Samples that are still to rise after a hold: rendered softer, and none left out. */
  #rising = 0

  constructor(report: (report: PlaybackReport) => void, options = JITTER_BUFFER) {
    this.#report = report
    this.#options = options
    this.#lead = firstLead(options.lead)
  }

  get bufferedSamples(): number {
    return this.#bufferedSamples
  }

  /** Gaps that were heard within replies. */
  get underruns(): number {
    return this.#underruns
  }

  /** Samples that found the buffer full. */
  get droppedSamples(): number {
    return this.#droppedSamples
  }

  /** What is gathered before a reply plays, now. */
  get leadSamples(): number {
    return this.#lead.samples
  }

  /** Whether rendering would still bring something forth, or will once it is not held any more. */
  get busy(): boolean {
    if (this.#held && this.#replies.length > 0) return true
    return this.#bufferedSamples > 0 || this.#replies[0]?.finished === true
  }

  push(number: number, samples: Int16Array): void {
    const reply = this.#replyFor(number)
    if (!reply) return
    const room = this.#options.capacitySamples - this.#bufferedSamples
    const kept = samples.length > room ? samples.subarray(0, room) : samples
    this.#droppedSamples += samples.length - kept.length
    reply.append(kept)
    this.#bufferedSamples += kept.length
    if (reply.progress !== 'starved' || kept.length === 0) return
    // Counted only now: a reply that ran dry and is then finished had no gap.
    this.#underruns += 1
    this.#lead = afterUnderrun(this.#lead, this.#options.lead)
    reply.progress = 'waiting'
  }

  finish(number: number): void {
    const reply = this.#replyFor(number)
    if (reply) reply.finished = true
  }

  /** Silence from the next quantum on; everything and the place are kept. */
  hold(): void {
    this.#held = true
  }

  /** Plays on from the very sample at which `hold` stopped. */
  resume(): void {
    if (!this.#held) return
    this.#held = false
    this.#rising = this.#options.fadeSamples
  }

  flush(number: number): void {
    this.#held = false
    this.#rising = 0
    while (this.#replies[0] && this.#replies[0].number <= number) this.#retire(this.#replies[0])
    this.#retiredUpTo = Math.max(this.#retiredUpTo, number)
    this.#report({ type: 'flushed', reply: number, heardSamples: this.#heard.get(number) ?? 0 })
  }

  /** Fills one render quantum. */
  render(output: Float32Array): void {
    this.#silence(output, this.#held ? 0 : this.#fill(output))
  }

  /** Renders what may be heard now; says how much of the quantum it filled. */
  #fill(output: Float32Array): number {
    let filled = 0
    for (;;) {
      const reply = this.#replies[0]
      if (!reply) return filled
      if (reply.progress !== 'playing' && !mayPlay(reply, this.leadSamples)) return filled
      filled += this.#play(reply, output, filled)
      if (reply.bufferedSamples > 0) return filled
      if (!reply.finished) {
        // Dry at the very end of a quantum is not yet a gap.
        if (filled < output.length) reply.progress = 'starved'
        return filled
      }
      this.#retire(reply)
      this.#report({ type: 'drained', reply: reply.number, heardSamples: reply.heardSamples })
    }
  }

  #play(reply: VoiceReply, output: Float32Array, start: number): number {
    reply.progress = 'playing'
    const isFirst = reply.heardSamples === 0
    const taken = reply.take(output, start)
    if (taken === 0) return 0
    this.#rise(output, start, start + taken)
    this.#level = output[start + taken - 1] ?? 0
    this.#bufferedSamples -= taken
    this.#lead = afterPlaying(this.#lead, taken, this.#options.lead)
    const part = { reply: reply.number, heardSamples: reply.heardSamples }
    if (isFirst) this.#report({ type: 'started', ...part })
    this.#sinceProgress += taken
    if (this.#sinceProgress >= this.#options.progressSamples) {
      this.#sinceProgress = 0
      const { bufferedSamples, underruns, leadSamples, droppedSamples } = this
      const buffering = { bufferedSamples, underruns, leadSamples, droppedSamples }
      this.#report({ type: 'progress', ...part, ...buffering })
    }
    return taken
  }

  /** The first samples after a hold rise from silence, against a click. */
  #rise(output: Float32Array, start: number, end: number): void {
    const { fadeSamples } = this.#options
    for (let index = start; index < end && this.#rising > 0; index += 1, this.#rising -= 1) {
      output[index] = (output[index] ?? 0) * (1 - this.#rising / (fadeSamples + 1))
    }
  }

  /** The rest of the quantum: a short fall from the last level, against a click, then nothing. */
  #silence(output: Float32Array, start: number): void {
    if (start === output.length) return
    output.fill(0, start)
    const length = Math.min(this.#options.fadeSamples, output.length - start)
    for (let step = 0; step < length && this.#level !== 0; step += 1) {
      output[start + step] = this.#level * (1 - (step + 1) / length)
    }
    this.#level = 0
  }

  /** Ends the first reply, with whatever is left of it. */
  #retire(first: VoiceReply): void {
    this.#replies.shift()
    this.#bufferedSamples -= first.bufferedSamples
    this.#retiredUpTo = first.number
    this.#heard.set(first.number, first.heardSamples)
    const [oldest] = this.#heard.keys()
    if (oldest !== undefined && this.#heard.size > REMEMBERED_REPLIES) this.#heard.delete(oldest)
  }

  /** The reply of this number, made if it is the newest; `null` when its time is over. */
  #replyFor(number: number): VoiceReply | null {
    const newest = this.#replies.at(-1)
    if (number <= (newest?.number ?? this.#retiredUpTo)) {
      return this.#replies.find((reply) => reply.number === number) ?? null
    }
    // A reply that has a successor is over, whether or not `finish` was said.
    if (newest) newest.finished = true
    const reply = new VoiceReply(number)
    this.#replies.push(reply)
    return reply
  }
}
