/**
 * A TCP proxy that does to a connection what networks do: it delays, narrows, corrupts, stalls and
 * cuts. It knows nothing of WebSockets. Put its `url` where the server's would stand.
 */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { ChaosPipe, FAIR_WEATHER, type Weather } from './chaos-pipe'
import { seededRandom } from './seeded-random'

export type { Weather } from './chaos-pipe'

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down' | 'both'

export interface ChaosOptions {
  /** The server's base URL, such as `http://127.0.0.1:4100`. */
  readonly target: string
  /** Of jitter and corruption; printed when a test fails. */
  readonly seed?: number
  /** Of both directions. */
  readonly weather?: Partial<Weather>
}

interface Link {
  readonly client: Socket
  /** None where the door was a black hole. */
  readonly server: Socket | null
  readonly up: ChaosPipe | null
  readonly down: ChaosPipe | null
}

export class ChaosProxy {
  /** TCP connections that were accepted so far. */
  accepted = 0
  readonly #target: { readonly host: string; readonly port: number }
  readonly #random: () => number
  readonly #links = new Set<Link>()
  readonly #server: Server
  #weather: { up: Weather; down: Weather }
  #door: 'open' | 'black-hole' = 'open'
  #port = 0

  /** Use `startChaosProxy`. */
  constructor({ target, seed = 1, weather = {} }: ChaosOptions) {
    const { hostname, port } = new URL(target)
    this.#target = { host: hostname, port: Number(port) }
    this.#random = seededRandom(seed)
    const both = { ...FAIR_WEATHER, ...weather }
    this.#weather = { up: both, down: both }
    // A half that is ended may go on being read: the proxy decides when a link ends.
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client))
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Links that are open now. */
  get open(): number {
    return this.#links.size
  }

  /** Bytes from the client at this port of its own that went on to the server. */
  sentOn(clientPort: number): number {
    const link = [...this.#links].find(({ client }) => client.remotePort === clientPort)
    return link?.up?.delivered ?? 0
  }

  /** Listens, again at the same port after `refuse`. */
  async listen(): Promise<void> {
    if (this.#server.listening) return
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, '127.0.0.1', resolve)
    })
    const address = this.#server.address()
    this.#port = typeof address === 'object' && address ? address.port : 0
  }

  /** Changes the weather of what is open and of what will be. */
  set(weather: Partial<Weather>, direction: Direction = 'both'): void {
    if (direction !== 'down') this.#weather.up = { ...this.#weather.up, ...weather }
    if (direction !== 'up') this.#weather.down = { ...this.#weather.down, ...weather }
    for (const { up, down } of this.#links) {
      if (up) up.weather = this.#weather.up
      if (down) down.weather = this.#weather.down
    }
  }

  /** Fair weather and an open door for all that is and comes. */
  async heal(): Promise<void> {
    this.#door = 'open'
    this.set(FAIR_WEATHER)
    await this.listen()
  }

  /** New connections find nobody at the port. Those that are open go on. */
  refuse(): void {
    this.#server.close()
  }

  /** New connections are taken, and nobody ever answers. Those that are open go on. */
  blackHole(): void {
    this.#door = 'black-hole'
  }

  /** Cuts every open link: `reset` by RST, `fin` in TCP's order but without a word of the peer. */
  cut(how: 'reset' | 'fin'): void {
    for (const { client, server } of [...this.#links]) {
      for (const socket of [client, server]) {
        // Read on after a FIN: to destroy what holds unread bytes would be a RST.
        if (how === 'reset') socket?.resetAndDestroy()
        else socket?.end()
      }
    }
  }

  /** Ends every link, and listens no more. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.#server.listening) this.#server.close(() => resolve())
      else resolve()
    })
    for (const { client, server } of this.#links) {
      client.destroy()
      server?.destroy()
    }
    await closed
  }

  #accept(client: Socket): void {
    this.accepted += 1
    const link = this.#door === 'open' ? this.#join(client) : lonely(client)
    this.#links.add(link)
    client.on('close', () => {
      this.#links.delete(link)
      link.server?.destroySoon()
    })
    client.on('error', () => link.server?.resetAndDestroy())
  }

  #join(client: Socket): Link {
    const server = connect({ ...this.#target, allowHalfOpen: true })
    // Nobody at home: the client is told as bluntly.
    server.on('error', () => client.resetAndDestroy())
    const pipe = (from: Socket, to: Socket, weather: Weather): ChaosPipe =>
      new ChaosPipe(from, to, weather, this.#random)
    const up = pipe(client, server, this.#weather.up)
    const down = pipe(server, client, this.#weather.down)
    return { client, server, up, down }
  }
}

function lonely(client: Socket): Link {
  client.resume()
  client.on('end', () => client.end())
  return { client, server: null, up: null, down: null }
}

/** Starts a proxy on the loopback interface; resolves when it listens. */
export async function startChaosProxy(options: ChaosOptions): Promise<ChaosProxy> {
  const proxy = new ChaosProxy(options)
  await proxy.listen()
  return proxy
}
