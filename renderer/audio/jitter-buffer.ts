import type { VoiceReport } from '@contract/media'
import { VOICE } from '@contract/media-format'
import { VoiceReply } from './voice-reply'

type WithoutTime<Report> = Report extends unknown ? Omit<Report, 'at'> : never
/** A report of the worklet before it is stamped with the time. */
export type PlaybackReport = WithoutTime<VoiceReport>

export interface JitterBufferOptions {
  /** Buffered before a reply starts, or goes on after it ran dry. */
  readonly leadSamples: number
  /** Longest fall to silence where sound stops; never reaches beyond the quantum. */
  readonly fadeSamples: number
  /** Beyond this the newest audio is dropped and counted. */
  readonly capacitySamples: number
  /** Rendered between two reports of progress. */
  readonly progressSamples: number
}

const samplesIn = (milliseconds: number): number => (milliseconds * VOICE.sampleRate) / 1000

export const JITTER_BUFFER: JitterBufferOptions = {
  leadSamples: samplesIn(60),
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

/**
 * Evens out the arrival of the voice. Replies are rendered in the order of their numbers; one that
 * is drained or flushed is retired, and nothing more of it, or of one before it, is taken.
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

  constructor(report: (report: PlaybackReport) => void, options = JITTER_BUFFER) {
    this.#report = report
    this.#options = options
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

  /** Whether rendering would still bring something forth. */
  get busy(): boolean {
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
    reply.progress = 'waiting'
  }

  finish(number: number): void {
    const reply = this.#replyFor(number)
    if (reply) reply.finished = true
  }

  flush(number: number): void {
    while (this.#replies[0] && this.#replies[0].number <= number) this.#retire(this.#replies[0])
    this.#retiredUpTo = Math.max(this.#retiredUpTo, number)
    this.#report({ type: 'flushed', reply: number, heardSamples: this.#heard.get(number) ?? 0 })
  }

  /** Fills one render quantum. */
  render(output: Float32Array): void {
    let filled = 0
    for (;;) {
      const reply = this.#replies[0]
      if (!reply) break
      if (reply.progress !== 'playing' && !mayPlay(reply, this.#options.leadSamples)) break
      filled += this.#play(reply, output, filled)
      if (reply.bufferedSamples > 0) break
      if (!reply.finished) {
        // Dry at the very end of a quantum is not yet a gap.
        if (filled < output.length) reply.progress = 'starved'
        break
      }
      this.#retire(reply)
      this.#report({ type: 'drained', reply: reply.number, heardSamples: reply.heardSamples })
    }
    this.#silence(output, filled)
  }

  #play(reply: VoiceReply, output: Float32Array, start: number): number {
    reply.progress = 'playing'
    const isFirst = reply.heardSamples === 0
    const taken = reply.take(output, start)
    if (taken === 0) return 0
    this.#level = output[start + taken - 1] ?? 0
    this.#bufferedSamples -= taken
    this.#sinceProgress += taken
    const part = { reply: reply.number, heardSamples: reply.heardSamples }
    if (isFirst) this.#report({ type: 'started', ...part })
    if (this.#sinceProgress >= this.#options.progressSamples) {
      this.#sinceProgress = 0
      const { bufferedSamples, underruns } = this
      const { leadSamples } = this.#options
      const { droppedSamples } = this
      this.#report({
        type: 'progress',
        ...part,
        bufferedSamples,
        underruns,
        leadSamples,
        droppedSamples,
      })
    }
    return taken
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
