/** Servers for tests of the socket, and what a test says to them. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Server as TcpServer, Socket } from 'node:net'
import { inspect } from 'node:util'
import { expect, onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import {
  connectLive,
  type Connect,
  type ConnectionEvents,
  type ConnectRequest,
} from './live-client'
import { ConnectError, type ConnectionFailure } from './live-errors'
import type { ServerEvent } from './server-events'
import { SOME_WISHES } from './testing'

export const KEY = 'canary-key-0123456789'
export const SETUP_COMPLETE = Buffer.from('{"setupComplete":{}}')

/** Listens until the test is over; returns the base URL. */
export async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The same for a server without HTTP; returns the port. Its sockets are destroyed at the end. */
export async function listenTcp(server: TcpServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    // Who does not read learns of no end.
    socket.resume()
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** How many sockets this process holds, of either end. */
export const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^(TCPSocketWrap|TLSWrap)$/.test(name)).length

/** A Live server that does what `onSetup` says once it has read the first message. */
export async function serve(onSetup = (socket: WebSocket) => socket.send(SETUP_COMPLETE)) {
  const server = createServer()
  const upgrades: IncomingMessage[] = []
  const sockets: WebSocket[] = []
  const messages: unknown[] = []
  const wss = new WebSocketServer({ server })
  wss.on('connection', (socket, request) => {
    upgrades.push(request)
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer) => {
      messages.push(JSON.parse(data.toString('utf8')))
      if (messages.length === 1) onSetup(socket)
    })
  })
  onTestFinished(() => sockets.forEach((socket) => socket.terminate()))
  return {
    baseUrl: await listen(server),
    upgrades,
    sockets,
    messages,
    /** How many sockets the server still holds. */
    open: () => wss.clients.size,
  }
}

/** Writes down what a connection tells. */
export function listener() {
  const events: ServerEvent[] = []
  const dropped: string[] = []
  const ends: ConnectionFailure[] = []
  let alive = 0
  const callbacks: ConnectionEvents = {
    onEvent: (event) => events.push(event),
    onDropped: (why) => dropped.push(why),
    onAlive: () => (alive += 1),
    onEnd: (failure) => ends.push(failure),
  }
  return { events, dropped, ends, alive: () => alive, callbacks }
}

export const requestTo = (
  baseUrl: string,
  changes: Partial<ConnectRequest> = {},
): ConnectRequest => ({
  credentials: { kind: 'api-key', apiKey: KEY, baseUrl },
  wishes: SOME_WISHES,
  ...changes,
})

/** Connects where it must fail, and returns why; the key must not be in what is thrown. */
export async function failureOf(
  request: ConnectRequest,
  signal?: AbortSignal,
  connect: Connect = connectLive,
): Promise<ConnectionFailure> {
  const { callbacks, ends } = listener()
  const error: unknown = await connect(request, callbacks, signal).then(
    () => 'connected',
    (reason: unknown) => reason,
  )
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY)
  expect(ends).toEqual([])
  if (!(error instanceof ConnectError)) throw new Error(`Not a ConnectError: ${inspect(error)}`)
  return error.failure
}
