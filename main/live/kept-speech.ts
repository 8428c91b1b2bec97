import { MICROPHONE } from '@contract/media'

/**
 * What of the user's speech is kept until it can be sent, in ms. Hands-free the newest: what was said
 * longer ago would be answered too late to be of use. An utterance of push-to-talk is kept whole, as
 * half of a question is none.
 */
export const KEPT_MS = { stream: 5_000, utterance: 30_000 } as const

/** Numbers what the user says and types, upwards: an utterance, a stream until its pause, a text. */
export type TurnId = number

/**
 * What comes next on the way to the server. `outside`: audio to which no activity belongs. `turn`:
 * with this, all of that turn is on its way.
 */
export type NextOut =
  | { readonly type: 'begin' }
  | { readonly type: 'audio'; readonly pcm: Uint8Array; readonly outside: boolean }
  | { readonly type: 'text'; readonly text: string; readonly turn: TurnId }
  | { readonly type: 'end'; readonly turn: TurnId }
  | { readonly type: 'pause'; readonly turn: TurnId }

interface Chunk {
  readonly type: 'chunk'
  readonly pcm: Uint8Array
  /** When it came, and how long before that it was captured. */
  readonly at: number
  readonly ageMs: number
}
type Typed = Extract<NextOut, { type: 'text' }>

/**
 * A stretch of audio: a stream until it pauses, or an utterance from its begin to its end. What was
 * typed meanwhile keeps its place in it.
 */
interface Part {
  readonly kind: 'stream' | 'utterance'
  readonly turn: TurnId
  items: (Chunk | Typed)[]
  /** Which connection was told of its begin. */
  begun: 'never' | 'before' | 'now'
  /** When it ended or paused, on the clock of the caller. */
  endedAt: number | null
}

/**
 * What the user says and types on its way out, in order and with the marks of push-to-talk in their places: a
 * part is begun before its audio and ended after it, whatever was dropped of it meanwhile. Pure; the
 * caller gives the time, in ms of a clock that never goes back. What drops returns the ms dropped.
 */
export class KeptSpeech {
  #parts: Part[] = []
  #turns = 0

  get next(): NextOut | null {
    const part = this.#parts[0]
    if (part === undefined) return null
    const { kind, turn, items, endedAt } = part
    if (kind === 'utterance' && part.begun !== 'now') return { type: 'begin' }
    const [item] = items
    if (item?.type === 'text') return item
    if (item) return { type: 'audio', pcm: item.pcm, outside: kind === 'stream' }
    if (endedAt === null) return null
    return { type: kind === 'utterance' ? 'end' : 'pause', turn }
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
    else if (part.items.length > 0) part.items.shift()
    else this.#parts.shift()
  }

  /** A chunk comes that was captured `ageMs` ago. */
  add(pcm: Uint8Array, now: number, ageMs = 0): void {
    this.#open(now).items.push({ type: 'chunk', pcm, at: now, ageMs })
  }

  /** Words that were typed go behind all that was said before them. */
  type(text: string, now: number): TurnId {
    const { items } = this.#open(now)
    this.#turns += 1
    items.push({ type: 'text', text, turn: this.#turns })
    return this.#turns
  }

  begin(now: number): void {
    if (!this.isUttering) this.#append('utterance', now)
  }

  /** Returns what has ended, if it was anything. */
  end(now: number): TurnId | null {
    const part = this.#last
    if (part?.kind !== 'utterance' || part.endedAt !== null) return null
    // An utterance of nothing of which nobody was told is none.
    if (part.items.length === 0 && part.begun === 'never') {
      this.#parts.pop()
      return null
    }
    part.endedAt = now
    return part.turn
  }

  /** Returns what has paused, if it was anything. */
  pause(now: number): TurnId | null {
    const last = this.#last
    // An utterance is ended by its own mark.
    const isPaused = last?.kind === 'stream' && last.endedAt !== null
    if (isPaused || this.isUttering) return null
    const part = this.#open(now)
    part.endedAt = now
    return part.turn
  }

  /** Another connection comes: it is told anew of what goes on. */
  rewind(): void {
    const part = this.#parts[0]
    if (part?.begun === 'now') part.begun = 'before'
  }

  /** Drops what is too old, and came late more than it has waited here; not of utterances. */
  expireBelated(now: number): number {
    return this.#drop(
      ({ kind }, chunk) =>
        kind === 'stream' && isTooOld(chunk, now) && chunk.ageMs > now - chunk.at,
    )
  }

  /** Drops what was said too long ago. */
  expire(now: number): number {
    const isOver = ({ kind, endedAt }: Part): boolean =>
      kind === 'utterance' && endedAt !== null && now - endedAt > KEPT_MS.utterance
    return this.expireStream(now) + this.#drop(isOver)
  }

  /** The same, but for utterances: of one that is being sent, the rest goes as well. */
  expireStream(now: number): number {
    return this.#drop(({ kind }, chunk) => kind === 'stream' && isTooOld(chunk, now))
  }

  /** Drops the oldest beyond so many ms of hands-free speech, and beyond the kept utterances. */
  trim(streamMs: number = KEPT_MS.stream): number {
    let dropped = 0
    while (this.#msOf('stream') > streamMs) dropped += this.#dropOldest('stream')
    while (this.#msOf('utterance') > KEPT_MS.utterance) dropped += this.#dropOldest('utterance')
    return dropped
  }

  /** The texts that wait, in order. */
  get texts(): readonly string[] {
    return this.#typed.map(({ text }) => text)
  }

  /** Drops all audio; an utterance that goes on may go on. */
  discard(): number {
    return this.#drop(() => true)
  }

  /** Nothing goes on any more either; what was typed still waits. */
  rest(now: number): number {
    const items = [...this.#typed]
    const dropped = this.clear()
    if (items.length > 0) this.#append('stream', now).items = items
    return dropped
  }

  /** Drops what was typed as well. */
  clear(): number {
    const dropped = this.discard()
    this.#parts = []
    return dropped
  }

  get #typed(): readonly Typed[] {
    return this.#parts.flatMap(({ items }) => items.filter((item) => item.type === 'text'))
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
      if (last.items.length === 0) this.#parts.pop()
      else last.endedAt = now
    }
    this.#turns += 1
    const part: Part = { kind, turn: this.#turns, items: [], begun: 'never', endedAt: null }
    this.#parts.push(part)
    return part
  }

  #msOf(kind: Part['kind']): number {
    const counted = this.#parts.filter((part) => part.kind === kind)
    return counted.reduce((sum, part) => sum + chunksOf(part) * MICROPHONE.chunkMs, 0)
  }

  /** The oldest chunk of a stream or of what goes on; of an utterance that has ended, all. */
  #dropOldest(kind: Part['kind']): number {
    const oldest = this.#parts.find((part) => part.kind === kind && chunksOf(part) > 0)
    const first = oldest?.items.find(({ type }) => type === 'chunk')
    const isWhole = kind === 'utterance' && oldest?.endedAt !== null
    return this.#drop((part, chunk) => part === oldest && (isWhole || chunk === first))
  }

  /** Drops audio, and forgets parts of which nothing is left to tell by that. What was typed stays. */
  #drop(isToGo: (part: Part, chunk: Chunk) => boolean): number {
    let dropped = 0
    this.#parts = this.#parts.filter((part, index) => {
      const before = part.items.length
      part.items = part.items.filter((item) => item.type === 'text' || !isToGo(part, item))
      dropped += before - part.items.length
      return part.items.length === before || isStillTold(part, index === 0)
    })
    return dropped * MICROPHONE.chunkMs
  }
}

function isStillTold({ kind, items, begun, endedAt }: Part, isFirst: boolean): boolean {
  if (items.length > 0 || begun !== 'never' || endedAt === null) return true
  // The stream that comes first may have been sent in part, and is then to be ended.
  return kind === 'stream' && isFirst
}

const isTooOld = ({ at, ageMs }: Chunk, now: number): boolean => now - at + ageMs > KEPT_MS.stream

const chunksOf = ({ items }: Part): number => items.filter(({ type }) => type === 'chunk').length
