import { MICROPHONE } from '@contract/media'

/**
 * What of the user's speech is kept until it can be sent, in ms. Hands-free the newest: what was said
 * longer ago would be answered too late to be of use. An utterance of push-to-talk is kept whole, as
 * half of a question is none.
 */
export const KEPT_MS = { stream: 5_000, utterance: 30_000 } as const

/** What comes next on the way to the server. `outside`: audio to which no activity belongs. */
export type NextOut =
  | { readonly type: 'begin' }
  | { readonly type: 'audio'; readonly pcm: Uint8Array; readonly outside: boolean }
  | { readonly type: 'end' }
  | { readonly type: 'pause' }

/** A stretch of audio: a stream until it pauses, or an utterance from its begin to its end. */
interface Part {
  readonly kind: 'stream' | 'utterance'
  chunks: { readonly pcm: Uint8Array; readonly at: number }[]
  /** Which connection was told of its begin. */
  begun: 'never' | 'before' | 'now'
  /** When it ended or paused, on the clock of the caller. */
  endedAt: number | null
}

/**
 * The user's speech on its way out, in order and with the marks of push-to-talk in their places: a
 * part is begun before its audio and ended after it, whatever was dropped of it meanwhile. Pure; the
 * caller gives the time, in ms of a clock that never goes back. What drops returns the ms dropped.
 */
export class KeptSpeech {
  #parts: Part[] = []

  get next(): NextOut | null {
    const part = this.#parts[0]
    if (part === undefined) return null
    if (part.kind === 'utterance' && part.begun !== 'now') return { type: 'begin' }
    const chunk = part.chunks[0]
    if (chunk) return { type: 'audio', pcm: chunk.pcm, outside: part.kind === 'stream' }
    if (part.endedAt === null) return null
    return { type: part.kind === 'utterance' ? 'end' : 'pause' }
  }

  /** The user is in the middle of an utterance. */
  get isUttering(): boolean {
    return this.#last?.kind === 'utterance' && this.#last.endedAt === null
  }

  /** What is next has been sent. */
  shift(): void {
    const part = this.#parts[0]
    if (part === undefined) return
    if (part.kind === 'utterance' && part.begun !== 'now') part.begun = 'now'
    else if (part.chunks.length > 0) part.chunks.shift()
    else this.#parts.shift()
  }

  add(pcm: Uint8Array, now: number): void {
    this.#open(now).chunks.push({ pcm, at: now })
  }

  begin(now: number): void {
    if (!this.isUttering) this.#append('utterance', now)
  }

  end(now: number): void {
    const part = this.#last
    if (part?.kind !== 'utterance' || part.endedAt !== null) return
    // An utterance of nothing of which nobody was told is none.
    if (part.chunks.length === 0 && part.begun === 'never') this.#parts.pop()
    else part.endedAt = now
  }

  pause(now: number): void {
    const last = this.#last
    // An utterance is ended by its own mark.
    const isPaused = last?.kind === 'stream' && last.endedAt !== null
    if (!isPaused && !this.isUttering) this.#open(now).endedAt = now
  }

  /** Another connection comes: it is told anew of what goes on. */
  rewind(): void {
    const part = this.#parts[0]
    if (part?.begun === 'now') part.begun = 'before'
  }

  /** Drops what was said too long ago. */
  expire(now: number): number {
    return this.#drop((part) => {
      if (part.kind === 'stream') {
        part.chunks = part.chunks.filter(({ at }) => now - at <= KEPT_MS.stream)
      } else if (part.endedAt !== null && now - part.endedAt > KEPT_MS.utterance) part.chunks = []
    })
  }

  /** Drops the oldest beyond so many ms of hands-free speech, and beyond the kept utterances. */
  trim(streamMs: number = KEPT_MS.stream): number {
    let dropped = 0
    while (this.#msOf('stream') > streamMs) {
      dropped += this.#dropFrom('stream', (part) => void part.chunks.shift())
    }
    while (this.#msOf('utterance') > KEPT_MS.utterance) {
      dropped += this.#dropFrom('utterance', (part) => {
        if (part.endedAt === null) part.chunks.shift()
        else part.chunks = []
      })
    }
    return dropped
  }

  /** Drops all audio; an utterance that goes on may go on. */
  discard(): number {
    return this.#drop((part) => (part.chunks = []))
  }

  /** Nothing goes on any more either. */
  clear(): number {
    const dropped = this.discard()
    this.#parts = []
    return dropped
  }

  get #last(): Part | undefined {
    return this.#parts.at(-1)
  }

  /** The part that goes on, or a new stream. */
  #open(now: number): Part {
    const last = this.#last
    return last && last.endedAt === null ? last : this.#append('stream', now)
  }

  #append(kind: Part['kind'], now: number): Part {
    const last = this.#last
    if (last?.endedAt === null) {
      if (last.chunks.length === 0) this.#parts.pop()
      else last.endedAt = now
    }
    const part: Part = { kind, chunks: [], begun: 'never', endedAt: null }
    this.#parts.push(part)
    return part
  }

  #msOf(kind: Part['kind']): number {
    const counted = this.#parts.filter((part) => part.kind === kind)
    return counted.reduce((sum, { chunks }) => sum + chunks.length * MICROPHONE.chunkMs, 0)
  }

  #dropFrom(kind: Part['kind'], shorten: (part: Part) => void): number {
    const oldest = this.#parts.find((part) => part.kind === kind && part.chunks.length > 0)
    return this.#drop((part) => {
      if (part === oldest) shorten(part)
    })
  }

  /** Shortens parts, and forgets those of which nothing is left to tell. */
  #drop(shorten: (part: Part) => void): number {
    let dropped = 0
    for (const part of this.#parts) {
      const before = part.chunks.length
      shorten(part)
      dropped += before - part.chunks.length
    }
    this.#parts = this.#parts.filter(
      (part, index) =>
        part.chunks.length > 0 ||
        part.begun !== 'never' ||
        part.endedAt === null ||
        // The stream that comes first may have been sent in part, and is then to be ended.
        (part.kind === 'stream' && index === 0),
    )
    return dropped * MICROPHONE.chunkMs
  }
}
