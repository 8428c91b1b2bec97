import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { Connection, type House } from './connection'
import { conversational } from './conversation'
import type { Happening, SimulatorEvent } from './events'
import { admit, listModels, mintToken, refuseUpgrade, type Door } from './front-door'
import { HandleStore } from './resumption'
import type { Scenario } from './scenario'
import { TokenMint } from './token-mint'
import { Voice } from './voice'

export type { Connection } from './connection'
export type { SimulatorEvent } from './events'
export type { ReceivedFrame, ReceivedMessage } from './inbox'

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** The only key that is let in; by default any that does not begin with "wrong" or "bad". */
  readonly acceptedKey?: string
  /** Tokens: any that look like one are let in, or only those minted here, as often as they allow. */
  readonly tokens?: 'any' | 'minted'
  readonly scenario?: Scenario
  readonly onEvent?: (event: SimulatorEvent) => void
  /** Whether connections keep what they receive, for tests; a demo must not. Default true. */
  readonly keepRecords?: boolean
  /** Whether the voice is loaded at once instead of at the first sentence. Default false. */
  readonly warmVoice?: boolean
  /** Whether permessage-deflate is accepted. Default false. */
  readonly compress?: boolean
}

export interface Simulator {
  /** The base URL for a client: `http://127.0.0.1:PORT`. */
  readonly url: string
  /** Every connection ever, oldest first; without records, the last few. */
  readonly connections: readonly Connection[]
  /** The next connection to complete its setup after this call. */
  nextConnection(): Promise<Connection>
  /** Ends every connection and leaves no socket, timer or thread. */
  close(): Promise<void>
}

/** Larger messages are a protocol error. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024
/** Without records, so many connections are remembered. */
const FEW_CONNECTIONS = 20
/** How long a client may take to answer the farewell. */
const FAREWELL_MS = 200

/** Starts a server on the loopback interface; resolves when it listens. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { scenario = conversational, keepRecords = true, onEvent } = options
  const connections: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  let count = 0
  let dials = 0

  const tell = (connection: number, happening: Happening): void =>
    onEvent?.({ ...happening, at: Date.now(), connection })
  const voice = new Voice((why) => tell(0, { kind: 'voiceFallback', why }))
  if (options.warmVoice === true) voice.warm()
  const handles = new HandleStore(scenario.resumeTakesOver === true)
  const house = (id: number): House => ({
    scenario,
    voice,
    handles,
    keepRecords,
    tell: (happening) => tell(id, happening),
    ready: (connection) => {
      for (const resolve of waiting.splice(0)) resolve(connection)
    },
  })

  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: options.compress ?? false,
  })
  const door: Door = {
    acceptedKey: options.acceptedKey,
    mint: options.tokens === 'minted' ? new TokenMint() : undefined,
  }
  const server = createServer((request, response) => void answerRequest(request, response, door))
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => undefined)
    dials += 1
    const admission = admit(request, door)
    const refusal =
      scenario.onUpgrade?.(dials) ?? ('status' in admission ? { status: admission.status } : null)
    if (refusal !== null || 'status' in admission) {
      refuseUpgrade(socket, refusal ?? { status: 404 })
      tell(0, { kind: 'upgradeRefused', status: refusal?.status ?? 404 })
      return
    }
    const dial = { number: dials, ...admission }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      count += 1
      connections.push(new Connection(webSocket, socket, house(count), dial))
      if (!keepRecords && connections.length > FEW_CONNECTIONS) connections.shift()
    })
  })

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

  return {
    url: `http://127.0.0.1:${port}`,
    connections,
    nextConnection: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      const stopped = new Promise((resolve) => server.close(resolve))
      for (const webSocket of webSockets.clients) webSocket.close(1001)
      const impatience = setTimeout(() => {
        for (const webSocket of webSockets.clients) webSocket.terminate()
        server.closeAllConnections()
      }, FAREWELL_MS)
      server.closeIdleConnections()
      await stopped
      clearTimeout(impatience)
      // The sockets are gone; each connection learns of its own a moment later.
      await Promise.all(connections.map(({ closed }) => closed))
      await voice.close()
    },
  }
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  door: Door,
): Promise<void> {
  const { status, body } = (await mintToken(request, door)) ?? listModels(request, door.acceptedKey)
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
