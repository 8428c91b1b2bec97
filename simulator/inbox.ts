import type { ReceivedKind } from './events'
import type { ClientMessage } from './protocol'

/** One thing that a client sent. */
export interface ReceivedMessage {
  /** Date.now() at its arrival. */
  readonly at: number
  readonly kind: ReceivedKind
  /** Of the sound or picture, or of the text; 0 for signals. */
  readonly bytes: number
  /** The typed text, for `text`. */
  readonly text?: string
  /** The content of the field, as parsed; sounds and pictures are in their own lists. */
  readonly content?: unknown
}

export interface ReceivedFrame {
  readonly at: number
  readonly mimeType: string
  /** The image file as sent, usually JPEG. */
  readonly jpeg: Buffer
}

/** All that one connection received, for tests to look at. */
export class Inbox {
  readonly messages: ReceivedMessage[] = []
  readonly frames: ReceivedFrame[] = []
  private readonly sounds: Buffer[] = []
  private readonly keeps: boolean
  private readonly watchers = new Set<(message: ReceivedMessage) => void>()

  /** A long demo keeps nothing; what comes can be waited for all the same. */
  constructor(keeps: boolean) {
    this.keeps = keeps
  }

  /** The PCM of all chunks, in one piece. */
  get audio(): Buffer {
    return Buffer.concat(this.sounds)
  }

  /** The first message, before or after the call, for which `matches` is true; `closed` ends the wait. */
  waitFor(
    matches: (message: ReceivedMessage) => boolean,
    closed: Promise<unknown>,
    timeoutMs: number,
  ): Promise<ReceivedMessage> {
    const known = this.messages.find(matches)
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer)
        this.watchers.delete(watcher)
      }
      const fail = (why: string): void => {
        stop()
        reject(new Error(`The awaited message did not come: ${why}.`))
      }
      const watcher = (message: ReceivedMessage): void => {
        if (!matches(message)) return
        stop()
        resolve(message)
      }
      const timer = setTimeout(() => fail(`${timeoutMs} ms have passed`), timeoutMs)
      void closed.then(() => fail('the connection is closed'))
      this.watchers.add(watcher)
    })
  }

  /** Notes what a message holds, and returns it in its parts. */
  note(message: ClientMessage): ReceivedMessage[] {
    const at = Date.now()
    const parts = [...partsOf(message, at)]
    if (this.keeps) {
      this.messages.push(...parts)
      const { audio, video } = message.realtimeInput ?? {}
      if (audio !== undefined) this.sounds.push(audio.data)
      if (video !== undefined) this.frames.push({ at, mimeType: video.mimeType, jpeg: video.data })
    }
    for (const part of parts) for (const watcher of this.watchers) watcher(part)
    return parts
  }
}

function* partsOf(message: ClientMessage, at: number): Generator<ReceivedMessage> {
  const { realtimeInput: input, clientContent, toolResponse, contextUpdate } = message
  if (input?.activityStart !== undefined) yield { at, kind: 'activityStart', bytes: 0 }
  if (input?.video !== undefined) yield { at, kind: 'video', bytes: input.video.data.length }
  if (input?.audio !== undefined) yield { at, kind: 'audio', bytes: input.audio.data.length }
  if (input?.text !== undefined) {
    yield { at, kind: 'text', bytes: Buffer.byteLength(input.text), text: input.text }
  }
  if (input?.activityEnd !== undefined) yield { at, kind: 'activityEnd', bytes: 0 }
  if (input?.audioStreamEnd !== undefined) yield { at, kind: 'audioStreamEnd', bytes: 0 }
  const contents = { clientContent, toolResponse, contextUpdate }
  for (const kind of ['clientContent', 'toolResponse', 'contextUpdate'] as const) {
    const content = contents[kind]
    if (content === undefined) continue
    yield { at, kind, bytes: JSON.stringify(content).length, content }
  }
}
