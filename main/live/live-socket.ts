import { WebSocket, type RawData } from 'ws'
import type { ConnectionFailure } from './live-errors'

/** Limits of one socket; see `docs/architecture.md` for why each is what it is. */
const SOCKET_LIMITS = {
  /** TCP, TLS and upgrade together, in ms. */
  openMs: 8_000,
  /** From our close frame to the end of patience, in ms. */
  closeMs: 1_000,
  /** Bytes of one message; a second of voice is about 64 kB in base64. */
  messageBytes: 8 * 1024 * 1024,
} as const

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  /** Called exactly once, whatever happened; nothing else is called afterwards. */
  onEnd(failure: ConnectionFailure): void
}

/**
 * A WebSocket with a time limit for opening and for closing, a size limit for what arrives and no
 * decompression; sends after its end are refused instead of vanishing.
 */
export class LiveSocket {
  readonly #socket: WebSocket
  readonly #events: SocketEvents
  readonly #ended: Promise<void>
  #end: (failure: ConnectionFailure) => void = () => undefined
  #networkError: string | null = null

  constructor(url: string, headers: Record<string, string>, events: SocketEvents) {
    this.#events = events
    this.#ended = new Promise((resolve) => {
      let over = false
      this.#end = (failure) => {
        if (over) return
        over = true
        resolve()
        events.onEnd(failure)
      }
    })
    this.#socket = new WebSocket(url, {
      headers,
      handshakeTimeout: SOCKET_LIMITS.openMs,
      maxPayload: SOCKET_LIMITS.messageBytes,
      perMessageDeflate: false,
      followRedirects: false,
    })
    this.#listen()
  }

  /** Bytes that wait in this process for the network. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount
  }

  /** Neither side has begun to close it. */
  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  /** Returns false, and sends nothing, unless the socket is open. */
  send(text: string): boolean {
    if (!this.isOpen) return false
    this.#socket.send(text)
    return true
  }

  /** Closes in order, by force when the peer does not answer in time; resolves when it is over. */
  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CONNECTING) this.#socket.terminate()
    else this.#socket.close(1000)
    const impatience = setTimeout(() => {
      this.#socket.terminate()
    }, SOCKET_LIMITS.closeMs)
    await this.#ended
    clearTimeout(impatience)
  }

  /** Ends at once, without a word to the peer. */
  terminate(): void {
    this.#socket.terminate()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('open', () => this.#events.onOpen())
    socket.on('message', (data: RawData) => this.#events.onText(textOf(data)))
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      this.#end({ kind: 'upgrade-refused', status: response.statusCode ?? 0 })
      socket.terminate()
    })
    // The event's own text may hold the URL, and with it the key: only the code is kept.
    socket.on('error', (error: Error & { code?: string }) => {
      if (/handshake has timed out/.test(error.message))
        this.#end({ kind: 'timeout', step: 'open' })
      this.#networkError = error.code ?? 'ERROR'
    })
    socket.on('close', (code, reason) => {
      this.#end(
        this.#networkError === null
          ? { kind: 'closed', code, reason: reason.toString('utf8') }
          : { kind: 'network', code: this.#networkError },
      )
    })
  }
}

/** The service sends binary frames that hold UTF-8 text. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8')
}
