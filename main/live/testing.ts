import { DEFAULT_VOICE_DETECTION } from '@contract/settings'
import type { Clock } from './clock'
import type { LiveConnection } from './live-client'
import { LINE_OVER, type Line, type LiveSender } from './live-sender'
import type { Goodbye } from './live-socket'
import type { SetupWishes } from './session-config'

/** The wishes of a user who has changed nothing. */
export const SOME_WISHES: SetupWishes = {
  model: 'gemini-3.8-live',
  talkMode: 'hands-free',
  voiceDetection: DEFAULT_VOICE_DETECTION,
  detail: 'standard',
  resumptionHandle: null,
}

/** What a test sees of one thing that was sent. */
export type Sent =
  | { readonly what: 'audio' | 'frame'; readonly bytes: Uint8Array }
  | { readonly what: 'text' | 'turn' | 'history'; readonly text: string }
  | { readonly what: 'start' | 'end' | 'stream-end' }

/** A connection to nowhere that writes down what is sent over it. */
export class FakeConnection implements LiveConnection, LiveSender {
  readonly sent: Sent[] = []
  bufferedBytes = 0
  pings = 0
  localAddress: string | null = null
  onPing: () => void = () => undefined
  closed = false
  /** Somebody has begun to close it. */
  over = false
  /** When set, `close` waits for it. */
  goodbye: Promise<void> = Promise.resolve()
  /** Whether the peer answers it. */
  answer: Goodbye = 'answered'

  get line(): Line {
    return this.over ? LINE_OVER : { kind: 'open', sender: this }
  }
  get messagesSent(): number {
    return this.sent.length
  }
  sendAudio(bytes: Uint8Array): void {
    this.sent.push({ what: 'audio', bytes })
  }
  sendFrame(bytes: Uint8Array): void {
    this.sent.push({ what: 'frame', bytes })
  }
  sendLiveText(text: string): void {
    this.sent.push({ what: 'text', text })
  }
  sendTurn(text: string): void {
    this.sent.push({ what: 'turn', text })
  }
  sendHistory(turns: readonly { readonly role: string; readonly text: string }[]): void {
    this.sent.push({
      what: 'history',
      text: turns.map(({ role, text }) => `${role}: ${text}`).join('\n'),
    })
  }
  sendActivityStart(): void {
    this.sent.push({ what: 'start' })
  }
  sendActivityEnd(): void {
    this.sent.push({ what: 'end' })
  }
  sendAudioStreamEnd(): void {
    this.sent.push({ what: 'stream-end' })
  }
  ping(): void {
    this.pings += 1
    this.onPing()
  }
  async close(): Promise<Goodbye> {
    this.over = true
    await this.goodbye
    this.closed = true
    return this.answer
  }

  /** What was sent, a word each, such as `start audio audio end`. */
  get words(): string {
    return this.sent.map(({ what }) => what).join(' ')
  }
}

/** Lets promises come to rest, however many wait for one another within reason. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

/** A clock that stands still until it is moved on. */
export class FakeClock implements Clock {
  #now = 0
  #due: { readonly at: number; readonly task: () => void }[] = []

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.#due.length
  }

  now(): number {
    return this.#now
  }

  schedule(task: () => void, ms: number): () => void {
    const entry = { at: this.#now + Math.max(0, ms), task }
    this.#due.push(entry)
    return () => {
      this.#due = this.#due.filter((other) => other !== entry)
    }
  }

  /** Moves on by so many ms, and runs what is due on the way, each at its time and in order. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (let next = this.#next(until); next; next = this.#next(until)) {
      const due = next
      this.#due = this.#due.filter((other) => other !== due)
      this.#now = due.at
      due.task()
    }
    this.#now = until
  }

  /** The same, with time for promises between two tasks. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    await settle()
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.advance(next.at - this.#now)
      await settle()
    }
    this.advance(until - this.#now)
    await settle()
  }

  #next(until: number): { readonly at: number; readonly task: () => void } | undefined {
    let first: { readonly at: number; readonly task: () => void } | undefined
    for (const entry of this.#due) {
      if (entry.at <= until && (first === undefined || entry.at < first.at)) first = entry
    }
    return first
  }
}
