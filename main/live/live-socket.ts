import type { Agent, IncomingMessage } from 'node:http'
import { WebSocket, type RawData } from 'ws'
import type { ConnectionFailure } from './live-errors'
import { readRetryAfter } from './network/retry-after'
import { directAgent, type Tunnel } from './network/tunnel'

/** Limits of one socket; see `docs/architecture.md` for why each is what it is. */
const SOCKET_LIMITS = {
  /** Proxy, TCP, TLS and upgrade together, in ms. */
  openMs: 8_000,
  /** From our close frame to the end of patience, in ms. */
  closeMs: 1_000,
  /** Bytes of one message; a second of voice is about 64 kB in base64. */
  messageBytes: 8 * 1024 * 1024,
} as const

/**
 * Of `ws`, though its types lack it: after a close frame or an invalid one the peer has so long, in
 * ms, to hang up. Without it half a minute would be deaf.
 */
const HANGING_UP = { closeTimeout: SOCKET_LIMITS.closeMs } as const

/** `answered`: the peer had read all that was sent to it; `unanswered`: it may have not. */
export type Goodbye = 'answered' | 'unanswered'

/** The code of our close frame. */
const OUR_CODE = 1000

/**
 * An answer to our close frame repeats its code (RFC 6455, 5.5.1) or has none (1005). Another code is
 * the peer's own goodbye, which crossed ours: it may not have read what was sent before.
 */
const ANSWER_CODES: readonly number[] = [OUR_CODE, 1005]

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  /** The peer answered a ping. */
  onPong(): void
  /** Called exactly once, whatever happened; nothing else is called afterwards. */
  onEnd(failure: ConnectionFailure): void
}

export interface SocketTarget {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The way out through a proxy, or `null`. */
  readonly tunnel: Tunnel | null
}

/**
 * A WebSocket with a time limit for opening and for closing, a size limit for what arrives and no
 * decompression; redirects are not followed, certificates always checked, and sends after its end
 * are refused instead of vanishing.
 */
export class LiveSocket {
  readonly #socket: WebSocket
  readonly #tunnel: Tunnel | null
  readonly #events: SocketEvents
  readonly #ended: Promise<ConnectionFailure>
  #end: (failure: ConnectionFailure) => void = () => undefined
  readonly #openLimit: NodeJS.Timeout
  #networkError: string | null = null
  #messagesSent = 0
  #localAddress: string | null = null

  constructor({ url, headers, tunnel }: SocketTarget, events: SocketEvents) {
    this.#events = events
    this.#tunnel = tunnel
    this.#ended = new Promise((resolve) => {
      let over = false
      this.#end = (failure) => {
        if (over) return
        over = true
        resolve(failure)
        clearTimeout(this.#openLimit)
        // A proxy may still be on its way to the server.
        tunnel?.abort()
        events.onEnd(failure)
      }
    })
    this.#socket = new WebSocket(url, {
      headers,
      agent: agentFor(url, tunnel),
      maxPayload: SOCKET_LIMITS.messageBytes,
      perMessageDeflate: false,
      followRedirects: false,
      ...HANGING_UP,
      // Said here, NODE_TLS_REJECT_UNAUTHORIZED has no say.
      rejectUnauthorized: true,
    })
    // Not the handshakeTimeout of `ws`: a peer that sends a byte now and then would put it off.
    this.#openLimit = setTimeout(() => {
      this.#end({ kind: 'timeout', step: 'open' })
      this.terminate()
    }, SOCKET_LIMITS.openMs)
    this.#listen()
  }

  /** Bytes that wait in this process for the network. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount
  }

  get messagesSent(): number {
    return this.#messagesSent
  }

  /** The address of this computer that the connection goes out from, once it is open. */
  get localAddress(): string | null {
    return this.#localAddress
  }

  /** Neither side has begun to close it. */
  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  /** Returns false, and sends nothing, unless the socket is open. */
  send(text: string): boolean {
    if (!this.isOpen) return false
    this.#socket.send(text)
    this.#messagesSent += 1
    return true
  }

  /** Asks the peer for a sign of life, which `onPong` tells of. */
  ping(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping()
  }

  /** Closes in order, by force when the peer does not answer in time; resolves when it is over. */
  async close(): Promise<Goodbye> {
    // A peer that has begun to close reads no more, whatever was on its way to it.
    const isOurs = this.isOpen
    if (this.#socket.readyState === WebSocket.CONNECTING) this.terminate()
    else this.#socket.close(OUR_CODE)
    const impatience = setTimeout(() => this.terminate(), SOCKET_LIMITS.closeMs)
    const end = await this.#ended
    clearTimeout(impatience)
    const isAnswered = isOurs && end.kind === 'closed' && ANSWER_CODES.includes(end.code)
    return isAnswered ? 'answered' : 'unanswered'
  }

  /** Ends at once, without a word to the peer, and leaves nothing open. */
  terminate(): void {
    this.#socket.terminate()
    this.#tunnel?.abort()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('upgrade', (response) => {
      this.#localAddress = response.socket.localAddress ?? null
    })
    socket.on('open', () => {
      clearTimeout(this.#openLimit)
      this.#events.onOpen()
    })
    socket.on('message', (data: RawData) => this.#events.onText(textOf(data)))
    socket.on('pong', () => this.#events.onPong())
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      this.#end(refusalOf(response))
      socket.terminate()
    })
    // The event's own text may hold the URL, and with it the key: only the code is kept.
    socket.on('error', (error: Error & { code?: string }) => {
      const problem = this.#tunnel?.problem ?? null
      if (problem !== null) this.#end({ kind: 'proxy', ...problem })
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

/** `ws` would take the process's own agent, whose settings are not ours. */
function agentFor(url: string, tunnel: Tunnel | null): Agent | undefined {
  if (tunnel !== null) return tunnel.agent
  return url.startsWith('wss:') ? directAgent() : undefined
}

function refusalOf({ statusCode, headers }: IncomingMessage): ConnectionFailure {
  const status = statusCode ?? 0
  const retryAfterMs = readRetryAfter(headers['retry-after'], Date.now())
  return retryAfterMs === null
    ? { kind: 'upgrade-refused', status }
    : { kind: 'upgrade-refused', status, retryAfterMs }
}

/** The service sends binary frames that hold UTF-8 text. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8')
}
