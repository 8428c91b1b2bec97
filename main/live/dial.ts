/**
 * The one file that dials with `@google/genai`. The SDK makes the messages that we send; what arrives is
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
import { BrokenMessages } from './broken-messages'
import { secretOf, type Pass } from './credentials/pass'
import { afterSetupBegan } from './dial-limits'
import { clientFor } from './sdk-client'
import type { ConnectionEvents, LiveConnection } from './live-client'
import { ConnectError, refusalOf, withoutSecret, type ConnectionFailure } from './live-errors'
import { lineOf, type Line } from './live-sender'
import { LiveSocket } from './live-socket'
import { readServerMessage, type ServerEvent } from './server-events'
import type { Tunnel } from './network/tunnel'
import { sessionConfig, type SetupWishes } from './session-config'

/** The SDK's idea of a socket, as `webSocketFactory` must make it. */
interface SdkCallbacks {
  readonly onopen: () => void
  readonly onmessage: (event: { data: string }) => void
  readonly onclose: (event: { code: number; reason: string }) => void
}

/** From the open socket to `setupComplete`, in ms. */
const SETUP_LIMIT_MS = 8_000

export interface DialRequest {
  readonly pass: Pass
  readonly wishes: SetupWishes
  /** The way out through a proxy, or `null`. */
  readonly tunnel: Tunnel | null
}

/** One try to connect, and afterwards the connection's life. */
export class Dial {
  readonly connection: Promise<LiveConnection>
  readonly #pass: Pass
  readonly #tunnel: Tunnel | null
  readonly #broken = new BrokenMessages(() => performance.now())
  readonly #events: ConnectionEvents
  #reject: (error: ConnectError) => void = () => undefined
  #socket: LiveSocket | null = null
  #phase: 'dialing' | 'setting-up' | 'open' | 'over' = 'dialing'
  #setupLimit: NodeJS.Timeout | undefined

  constructor({ pass, wishes, tunnel }: DialRequest, events: ConnectionEvents) {
    this.#pass = pass
    this.#tunnel = tunnel
    this.#events = events
    const ai = clientFor(pass)
    Object.assign(ai.live, { webSocketFactory: this.#socketFactory() })
    const session = ai.live.connect({
      model: wishes.model,
      config: sessionConfig(wishes),
      callbacks: { onmessage: () => undefined },
    })
    this.connection = new Promise((resolve, reject) => {
      this.#reject = reject
      session
        .then((opened) => {
          const socket = this.#socket
          if (socket === null) throw new Error('The SDK connected without our socket')
          resolve(this.#connectionOver(socket, lineOf(opened, socket)))
        })
        .catch(() => this.fail({ kind: 'setup-unusable', detail: 'the SDK refused the setup' }))
    })
  }

  /** Ends the dial, if it still goes on. */
  fail(failure: ConnectionFailure): void {
    if (this.#phase === 'open') return
    const why = this.#phase === 'setting-up' ? afterSetupBegan(failure) : failure
    this.#phase = 'over'
    clearTimeout(this.#setupLimit)
    this.#socket?.terminate()
    this.#reject(new ConnectError(why))
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
          this.#socket = new LiveSocket(
            { url, headers, tunnel: this.#tunnel },
            {
              onOpen: () => {
                this.#limitSetup()
                callbacks.onopen()
              },
              onText: (text) => this.#receive(text, callbacks),
              onPong: () => this.#hear(),
              onEnd: (failure) => {
                this.#finish(this.#judge(failure))
                callbacks.onclose({ code: 1006, reason: 'over' })
              },
            },
          )
        },
        send: (text: string) => {
          if (this.#phase === 'dialing') this.#phase = 'setting-up'
          this.#socket?.send(text)
        },
        close: () => this.#socket?.terminate(),
      }),
    }
  }

  #limitSetup(): void {
    this.#setupLimit = setTimeout(() => {
      this.fail({ kind: 'timeout', step: 'setup' })
    }, SETUP_LIMIT_MS)
  }

  #hear(): void {
    if (this.#phase === 'open') this.#events.onAlive?.()
  }

  #receive(text: string, callbacks: SdkCallbacks): void {
    if (this.#phase === 'over') return
    this.#hear()
    const message = readServerMessage(text)
    if (message.kind === 'dropped') {
      this.#events.onDropped(message.why)
      // Messages without anything that is known here are those of a newer server.
      if (message.why !== 'empty' && this.#broken.add()) this.#giveUp()
      return
    }
    for (const event of message.events) {
      if (this.#isSetupDone(event)) {
        this.#phase = 'open'
        clearTimeout(this.#setupLimit)
        callbacks.onmessage({ data: '{"setupComplete":{}}' })
      } else this.#passOn(event)
    }
  }

  /** A completion of what was not yet asked for would find the SDK unready, and hang it. */
  #isSetupDone(event: ServerEvent): boolean {
    return this.#phase === 'setting-up' && event.type === 'setup-complete'
  }

  #passOn(event: ServerEvent): void {
    if (this.#phase === 'open') this.#events.onEvent(event)
    else if (this.#phase !== 'over') this.#events.onDropped('before-setup')
  }

  /** Without the secret, and with the right name for what was refused. */
  #judge(failure: ConnectionFailure): ConnectionFailure {
    const safe = withoutSecret(failure, secretOf(this.#pass))
    if (this.#pass.kind === 'token') return refusalOf(safe, 'token')
    return this.#pass.kind === 'vertex-account' ? refusalOf(safe, 'account') : safe
  }

  #finish(failure: ConnectionFailure): void {
    if (this.#phase === 'open') {
      this.#phase = 'over'
      this.#events.onEnd(failure)
    } else this.fail(failure)
  }

  #giveUp(): void {
    this.#socket?.terminate()
    this.#finish({ kind: 'unreadable' })
  }

  #connectionOver(socket: LiveSocket, line: () => Line): LiveConnection {
    return {
      get line() {
        return line()
      },
      get messagesSent() {
        return socket.messagesSent
      },
      get localAddress() {
        return socket.localAddress
      },
      ping: () => socket.ping(),
      close: () => {
        this.#phase = 'over'
        return socket.close()
      },
    }
  }
}
