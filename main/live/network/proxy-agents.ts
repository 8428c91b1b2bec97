/** One connection through one proxy, by CONNECT or by SOCKS. */
import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Agent as AnyAgent, type AgentConnectOpts as Options } from 'agent-base'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksClient } from 'socks'
import type { ProxyRoute } from './proxy-route'
import { systemTrust } from './trust'

/** Why a proxy did not lead to the server. */
export type ProxyProblem =
  | { readonly why: 'unreachable'; readonly detail: string }
  /** It wants a user name and a password, or does not accept those that it was given. */
  | { readonly why: 'login'; readonly detail: string }
  /** It does not let us through. */
  | { readonly why: 'refused'; readonly detail: string }
  /** It could not reach the server itself. */
  | { readonly why: 'no-way'; readonly detail: string }

type Proxied = Exclude<ProxyRoute, { kind: 'direct' }>

export type Tell = (problem: ProxyProblem) => void

export class ConnectAgent extends HttpsProxyAgent<string> {
  readonly #tell: Tell
  #status = 0

  constructor(route: Proxied, signal: AbortSignal, tell: Tell) {
    super(`${route.kind}://${bracketed(route.host)}:${route.port}`, {
      signal,
      ...systemTrust(),
      // Not in the URL, which the library writes to its debug log.
      headers: route.login === null ? {} : { 'Proxy-Authorization': basic(route.login) },
    })
    this.#tell = tell
    this.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      this.#status = statusCode
    })
  }

  override async connect(request: ClientRequest, options: Options): Promise<Socket> {
    const socket = await super.connect(request, trusting(options)).catch((error: unknown) => {
      this.#tell({ why: 'unreachable', detail: codeOf(error) })
      throw error
    })
    if (this.#status === 200) return socket
    // The library would now play the proxy's answer to the request, as if it were the server's.
    socket.destroy()
    const detail = `HTTP ${this.#status}`
    if (this.#status === 407) this.#tell({ why: 'login', detail })
    else if (this.#status >= 500) this.#tell({ why: 'no-way', detail })
    else this.#tell({ why: 'refused', detail })
    throw new Error('The proxy refused')
  }
}

export class SocksAgent extends AnyAgent {
  readonly #route: Proxied
  readonly #signal: AbortSignal
  readonly #tell: Tell

  constructor(route: Proxied, signal: AbortSignal, tell: Tell) {
    super()
    this.#route = route
    this.#signal = signal
    this.#tell = tell
  }

  override async connect(_request: ClientRequest, options: Options): Promise<Socket> {
    try {
      const socket = await this.#reach(options.host ?? '', parseInt(String(options.port), 10))
      return options.secureEndpoint ? secure(socket, options) : socket
    } catch (error) {
      this.#tell(socksProblem(error))
      throw error
    }
  }

  async #reach(host: string, port: number): Promise<Socket> {
    const { kind, login, ...proxy } = this.#route
    // Opened here: the library's own socket cannot be told to stop.
    const existing = connect({ ...proxy, signal: this.#signal })
    await once(existing, 'connect')
    const { socket } = await SocksClient.createConnection({
      proxy: {
        ...proxy,
        type: kind === 'socks5' ? 5 : 4,
        ...(login === null ? {} : { userId: login.user, password: login.password }),
      },
      command: 'connect',
      // A name stays a name: the proxy may be the only one that can look it up.
      destination: { host, port },
      existing_socket: existing,
    })
    return socket
  }
}

/** The proxy's answer is followed by TLS with the server itself. */
const trusting = (options: Options): Options =>
  options.secureEndpoint ? { ...options, ...systemTrust() } : options

function secure(socket: Socket, options: Options): Socket {
  const { host = '' } = options
  return connectTls({
    socket,
    ...systemTrust(),
    ...(isIP(host) === 0 ? { servername: host } : {}),
  })
}

/** The library tells refusals by their words alone. */
function socksProblem(error: unknown): ProxyProblem {
  const text = error instanceof Error ? error.message : ''
  if (/authentication/i.test(text)) return { why: 'login', detail: 'SOCKS' }
  if (/HostUnreachable|NetworkUnreachable|ConnectionRefused|TTLExpired/i.test(text)) {
    return { why: 'no-way', detail: 'SOCKS' }
  }
  if (/rejected connection/i.test(text)) return { why: 'refused', detail: 'SOCKS' }
  return { why: 'unreachable', detail: codeOf(error) }
}

/** Node's code, such as `ECONNREFUSED`; never the text, which may hold an address with a password. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if ('code' in error && typeof error.code === 'string') return error.code
  return /\bE[A-Z]{5,}\b/.exec(error.message)?.[0] ?? 'no answer'
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

const basic = ({ user, password }: { user: string; password: string }): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
