/** Proxies for tests, which listen until the test is over. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { listen, listenTcp } from './test-server'

/** A proxy that answers CONNECT with `status`, and with 200 really connects. */
export async function serveConnect(
  status = 200,
  wanted: string | null = null,
  server: Server = createServer(),
) {
  const requests: IncomingMessage[] = []
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    requests.push(request)
    socket.on('error', () => undefined)
    const allowed = wanted === null || request.headers['proxy-authorization'] === wanted
    const answer = allowed ? status : 407
    if (answer !== 200) {
      socket.end(`HTTP/1.1 ${answer} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const [host = '', port = ''] = (request.url ?? '').split(':')
    const there = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
    socket.on('close', () => there.destroy())
  })
  const address = (await listen(server)).replace('http://', '')
  return { address, requests }
}

/** A SOCKS5 proxy; with a refusal, what it answers to a CONNECT (RFC 1928). */
export async function serveSocks(refusal = 0): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.of(5, 0))
      socket.once('data', (asked: Buffer) => connectSocks(socket, asked, refusal))
    })
  })
  return `127.0.0.1:${await listenTcp(server)}`
}

function connectSocks(socket: Socket, asked: Buffer, refusal: number): void {
  const answer = Buffer.of(5, refusal, 0, 1, 0, 0, 0, 0, 0, 0)
  if (refusal !== 0) {
    socket.end(answer)
    return
  }
  const isName = asked[3] === 3
  const length = isName ? (asked[4] ?? 0) : 4
  const start = isName ? 5 : 4
  const bytes = asked.subarray(start, start + length)
  const host = isName ? bytes.toString() : Array.from(bytes).join('.')
  const there = connect(asked.readUInt16BE(start + length), host, () => {
    socket.write(answer)
    there.pipe(socket).pipe(there)
  })
  there.on('error', () => socket.destroy())
  socket.on('close', () => there.destroy())
}
