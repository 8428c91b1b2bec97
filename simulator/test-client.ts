import { WebSocket } from 'ws'
import type { Close } from './close-reasons'
import { HEARING_RATE, toBytes, tone } from './sound'

/** What the service says, loosely: tests look at single fields. */
export interface ServerMessage {
  readonly setupComplete?: object
  readonly serverContent?: {
    readonly modelTurn?: {
      readonly parts: readonly {
        readonly inlineData?: { readonly mimeType: string; readonly data: string }
        readonly text?: string
        readonly thought?: boolean
      }[]
    }
    readonly inputTranscription?: { readonly text: string }
    readonly outputTranscription?: { readonly text: string }
    readonly interrupted?: boolean
    readonly generationComplete?: boolean
    readonly turnComplete?: boolean
    readonly interactionStatus?: string
  }
  readonly toolCall?: {
    readonly functionCalls: readonly { readonly id: string; readonly name: string }[]
  }
  readonly toolCallCancellation?: { readonly ids: readonly string[] }
  readonly usageMetadata?: { readonly [name: string]: unknown }
  readonly goAway?: { readonly timeLeft: string }
  readonly sessionResumptionUpdate?: { readonly newHandle?: string; readonly resumable: boolean }
}

export const PATH = '//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent'
export const MODEL = 'models/gemini-3.8-live'

/** A bare client, for the tests of the simulator: sends anything, and waits for what comes. */
export class TestClient {
  readonly messages: ServerMessage[] = []
  readonly binary: boolean[] = []
  readonly closed: Promise<Close>
  private readonly socket: WebSocket
  private readonly watchers = new Set<() => void>()

  constructor(base: string, path = `${PATH}?key=good`) {
    this.socket = new WebSocket(base.replace('http', 'ws') + path)
    this.socket.on('message', (data: Buffer, isBinary) => {
      this.binary.push(isBinary)
      this.messages.push(JSON.parse(data.toString()) as ServerMessage)
      for (const watcher of this.watchers) watcher()
    })
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    this.socket.on('error', () => undefined)
  }

  /** Connects, and sets up with 3.8 and whatever the test adds. */
  static async live(base: string, setup: object = {}): Promise<TestClient> {
    const client = new TestClient(base)
    await client.opened()
    client.send({ setup: { model: MODEL, ...setup } })
    await client.next((message) => message.setupComplete !== undefined)
    return client
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  realtime(realtimeInput: object): void {
    this.send({ realtimeInput })
  }

  /** Sends sound at 16 kHz in chunks of 40 ms, at once: the service counts samples, not seconds. */
  hear(samples: Int16Array): void {
    for (let from = 0; from < samples.length; from += 640) {
      const data = toBytes(samples.subarray(from, from + 640)).toString('base64')
      this.realtime({ audio: { mimeType: 'audio/pcm;rate=16000', data } })
    }
  }

  /** The first message, from the given place on, that matches. */
  next(matches: (message: ServerMessage) => boolean, from = 0): Promise<ServerMessage> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.messages.slice(from).find(matches)
        if (found === undefined) return
        this.watchers.delete(look)
        resolve(found)
      }
      this.watchers.add(look)
      void this.closed.then(({ code, reason }) => reject(new Error(`closed: ${code} ${reason}`)))
      look()
    })
  }

  turnComplete(from = 0): Promise<ServerMessage> {
    return this.next((message) => message.serverContent?.turnComplete === true, from)
  }

  voice(): Promise<ServerMessage> {
    return this.next((message) => message.serverContent?.modelTurn !== undefined)
  }

  /** One of the two transcripts, fragments concatenated as they are. */
  transcript(side: 'inputTranscription' | 'outputTranscription'): string {
    return this.messages.map((message) => message.serverContent?.[side]?.text ?? '').join('')
  }

  /** All sound received, in bytes. */
  sound(): Buffer {
    const parts = this.messages.flatMap((message) => message.serverContent?.modelTurn?.parts ?? [])
    return Buffer.concat(parts.map((part) => Buffer.from(part.inlineData?.data ?? '', 'base64')))
  }

  close(): void {
    this.socket.close()
  }

  terminate(): void {
    this.socket.terminate()
  }
}

export const speech = (seconds: number): Int16Array =>
  tone({ hertz: 200, seconds, level: 0.3 }, HEARING_RATE)

export const silence = (seconds: number): Int16Array => new Int16Array(seconds * HEARING_RATE)
