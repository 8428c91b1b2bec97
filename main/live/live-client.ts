/**
 * The one file that knows `@google/genai`. The SDK makes the messages that we send; what arrives is
 * read by `server-events.ts`. Its traps, found by trying version 3.1.0, and where they end:
 * - it has no time-out, and leaves the socket of a failed `connect()` open: the socket is ours,
 *   through the SDK's (untyped) `webSocketFactory`, and `live-client.test.ts` holds that contract;
 * - the key is in the URL and in error events: neither leaves `live-socket.ts`;
 * - a message that is not JSON, or an exception in a callback, becomes an unhandled rejection, and
 *   messages come before `connect()` returns: the SDK is shown nothing but `setupComplete`;
 * - sends to a closed socket vanish: `LiveSocket.send` refuses them;
 * - version 3 speaks v1 unless told otherwise, and environment variables redirect it: key, address,
 *   version and `vertexai: false` are all passed.
 */
import { GoogleGenAI, type Session } from '@google/genai'
import type { ConnectionFailure } from './live-errors'
import { LiveSocket } from './live-socket'
import { readServerMessage, type ServerEvent } from './server-events'
import { sessionConfig, type SetupWishes } from './session-config'

export interface ConnectRequest {
  readonly apiKey: string
  /** HTTP(S) base without a trailing slash. */
  readonly baseUrl: string
  readonly wishes: SetupWishes
}

export interface ConnectionEvents {
  /** Called only between a finished setup and the end. */
  onEvent(event: ServerEvent): void
  /** A message could not be used. */
  onDropped(why: string): void
  /** The connection is over, after it had been set up. */
  onEnd(failure: ConnectionFailure): void
}

/** A turn of an earlier connection that a fresh session is told about. */
export interface HistoryTurn {
  readonly role: 'user' | 'model'
  readonly text: string
}

/** A connection whose setup is complete. Sends after its end do nothing. */
export interface LiveConnection {
  /** Bytes that wait in this process for the network. */
  readonly bufferedBytes: number
  /** 16-bit mono PCM at 16 kHz. */
  sendAudio(pcm: Uint8Array): void
  sendFrame(jpeg: Uint8Array): void
  /** Text as live input; with automatic detection it counts as activity. */
  sendLiveText(text: string): void
  /** Text as a whole turn, which is answered at once. */
  sendTurn(text: string): void
  sendHistory(turns: readonly HistoryTurn[]): void
  sendActivityStart(): void
  sendActivityEnd(): void
  sendAudioStreamEnd(): void
  /** Resolves when the socket is really gone. */
  close(): Promise<void>
}

/** Why `connectLive` did not give a connection. */
export class ConnectError extends Error {
  constructor(readonly failure: ConnectionFailure) {
    super(`Live connection failed: ${failure.kind}`)
  }
}

/** From the first byte to `setupComplete`, in ms, opening included. */
const SETUP_LIMIT_MS = 15_000

/**
 * Opens a connection and waits for its setup. Rejects with `ConnectError`, and then leaves no socket
 * behind; aborting the signal rejects at once.
 */
export async function connectLive(
  request: ConnectRequest,
  events: ConnectionEvents,
  signal?: AbortSignal,
): Promise<LiveConnection> {
  const dial = new Dial(request, events)
  const limit = setTimeout(() => {
    dial.fail({ kind: 'timeout', step: 'setup' })
  }, SETUP_LIMIT_MS)
  const abort = (): void => {
    dial.fail({ kind: 'closed', code: 1005, reason: 'ended by the user' })
  }
  signal?.addEventListener('abort', abort, { once: true })
  try {
    if (signal?.aborted) abort()
    return await dial.connection
  } finally {
    clearTimeout(limit)
    signal?.removeEventListener('abort', abort)
  }
}

/** The SDK's idea of a socket, as `webSocketFactory` must make it. */
interface SdkCallbacks {
  readonly onopen: () => void
  readonly onmessage: (event: { data: string }) => void
  readonly onclose: (event: { code: number; reason: string }) => void
}

/** One try to connect, and afterwards the connection's life. */
class Dial {
  readonly connection: Promise<LiveConnection>
  readonly #events: ConnectionEvents
  #reject: (error: ConnectError) => void = () => undefined
  #socket: LiveSocket | null = null
  #phase: 'dialing' | 'open' | 'over' = 'dialing'

  constructor({ apiKey, baseUrl, wishes }: ConnectRequest, events: ConnectionEvents) {
    this.#events = events
    // The SDK puts the key into the URL as it is.
    const ai = new GoogleGenAI({
      apiKey: encodeURIComponent(apiKey),
      vertexai: false,
      apiVersion: 'v1beta',
      httpOptions: { baseUrl, apiVersion: 'v1beta' },
    })
    Object.assign(ai.live, { webSocketFactory: this.#socketFactory() })
    const session = ai.live.connect({
      model: wishes.model,
      config: sessionConfig(wishes),
      callbacks: { onmessage: () => undefined },
    })
    this.connection = new Promise((resolve, reject) => {
      this.#reject = reject
      session.then(
        (opened) => resolve(this.#connectionOver(opened)),
        () => this.fail({ kind: 'setup-unusable', detail: 'the SDK refused the setup' }),
      )
    })
  }

  /** Ends the dial, if it still goes on. */
  fail(failure: ConnectionFailure): void {
    if (this.#phase !== 'dialing') return
    this.#phase = 'over'
    this.#socket?.terminate()
    this.#reject(new ConnectError(failure))
  }

  #socketFactory(): unknown {
    return {
      create: (url: string, headers: Record<string, string>, callbacks: SdkCallbacks) => ({
        connect: () => {
          // The user may have given up while the SDK was still preparing.
          if (this.#phase === 'over') {
            callbacks.onclose({ code: 1006, reason: 'over' })
            return
          }
          this.#socket = new LiveSocket(url, headers, {
            onOpen: () => callbacks.onopen(),
            onText: (text) => this.#receive(text, callbacks),
            onEnd: (failure) => {
              this.#finish(failure)
              callbacks.onclose({ code: 1006, reason: 'over' })
            },
          })
        },
        send: (text: string) => this.#socket?.send(text),
        close: () => this.#socket?.terminate(),
      }),
    }
  }

  #receive(text: string, callbacks: SdkCallbacks): void {
    if (this.#phase === 'over') return
    const message = readServerMessage(text)
    if (message.kind === 'dropped') {
      this.#events.onDropped(message.why)
      return
    }
    for (const event of message.events) {
      if (this.#phase === 'open') this.#events.onEvent(event)
      else if (event.type === 'setup-complete') {
        this.#phase = 'open'
        callbacks.onmessage({ data: '{"setupComplete":{}}' })
      } else this.#events.onDropped('before-setup')
    }
  }

  #finish(failure: ConnectionFailure): void {
    if (this.#phase === 'open') {
      this.#phase = 'over'
      this.#events.onEnd(failure)
    } else this.fail(failure)
  }

  #connectionOver(session: Session): LiveConnection {
    const socket = this.#socket
    if (socket === null) throw new Error('The SDK connected without our socket')
    const media = (bytes: Uint8Array, mimeType: string): { data: string; mimeType: string } => ({
      data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      mimeType,
    })
    return {
      get bufferedBytes() {
        return socket.bufferedBytes
      },
      sendAudio: (pcm) => session.sendRealtimeInput({ audio: media(pcm, 'audio/pcm;rate=16000') }),
      sendFrame: (jpeg) => session.sendRealtimeInput({ video: media(jpeg, 'image/jpeg') }),
      sendLiveText: (text) => session.sendRealtimeInput({ text }),
      sendTurn: (text) =>
        session.sendClientContent({
          turns: [{ role: 'user', parts: [{ text }] }],
          turnComplete: true,
        }),
      sendHistory: (turns) =>
        session.sendClientContent({
          turns: turns.map(({ role, text }) => ({ role, parts: [{ text }] })),
          turnComplete: false,
        }),
      sendActivityStart: () => session.sendRealtimeInput({ activityStart: {} }),
      sendActivityEnd: () => session.sendRealtimeInput({ activityEnd: {} }),
      sendAudioStreamEnd: () => session.sendRealtimeInput({ audioStreamEnd: true }),
      close: () => {
        this.#phase = 'over'
        return socket.close()
      },
    }
  }
}
