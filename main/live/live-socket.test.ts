/** What the socket does with peers that are hostile, broken or silent. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { connectLive } from './live-client'
import type { ConnectionFailure } from './live-errors'
import {
  failureOf,
  listen,
  listener,
  listenTcp,
  openSockets,
  requestTo,
  serve,
  SETUP_COMPLETE,
} from './test-server'
import { SELF_SIGNED } from './test-certificate'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

/** Every test leaves no socket behind. */
let before = 0
beforeEach(() => {
  before = openSockets()
})
afterEach(() => vi.waitFor(() => expect(openSockets()).toBe(before), { timeout: 5_000 }))

describe('a socket that cannot be opened', () => {
  it('because the peer takes the connection and says nothing, ends after 8 s', async () => {
    const server = createTcpServer()
    const baseUrl = `http://127.0.0.1:${await listenTcp(server)}`
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failure = failureOf(requestTo(baseUrl))
    const [socket] = (await once(server, 'connection')) as [Socket]
    await vi.advanceTimersByTimeAsync(7_999)
    // A byte now and then does not put it off.
    socket.write('HTTP/1.1 101')
    expect(vi.getTimerCount()).toBe(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(await failure).toEqual({ kind: 'timeout', step: 'open' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('because the certificate is not to be trusted, whatever the environment says', async () => {
    let requests = 0
    const server = createTlsServer(SELF_SIGNED, () => (requests += 1))
    server.on('upgrade', () => (requests += 1))
    const port = await listenTcp(server)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    expect(await failureOf(requestTo(`https://127.0.0.1:${port}`))).toEqual({
      kind: 'network',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
    expect(requests).toBe(0)
  })

  it.each([
    ['120', 120_000],
    ['nonsense', undefined],
    ['999999999', 3_600_000],
  ])('because the server is busy, with Retry-After: %s', async (header, retryAfterMs) => {
    const server = createServer((_request, response) => {
      response.writeHead(503, { 'retry-after': header }).end()
    })
    expect(await failureOf(requestTo(await listen(server)))).toEqual({
      kind: 'upgrade-refused',
      status: 503,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  })

  it('because it redirects, and the key goes nowhere else', async () => {
    const elsewhere: string[] = []
    const other = await listen(createServer(({ url = '' }) => elsewhere.push(url)))
    const server = createServer((_request, response) => {
      response.writeHead(302, { location: `${other}/elsewhere` }).end()
    })
    expect(await failureOf(requestTo(await listen(server)))).toMatchObject({ status: 302 })
    expect(elsewhere).toEqual([])
  })

  it('because the user gave up, at whatever moment', async () => {
    const silent = await listenTcp(createTcpServer())
    const { baseUrl } = await serve(() => undefined)
    for (const url of [`http://127.0.0.1:${silent}`, baseUrl]) {
      for (const ms of [0, 1, 3, 10, 30]) {
        const giveUp = new AbortController()
        setTimeout(() => giveUp.abort(), ms)
        expect(await failureOf(requestTo(url), giveUp.signal)).toMatchObject({ code: 1005 })
      }
    }
  })
})

describe('a setup that is not completed', () => {
  it('ends 8 s after the socket was opened', async () => {
    let ask = (): void => undefined
    const asked = new Promise<void>((resolve) => (ask = resolve))
    const { baseUrl } = await serve(() => ask())
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failure = failureOf(requestTo(baseUrl))
    await asked
    await vi.advanceTimersByTimeAsync(7_999)
    expect(vi.getTimerCount()).toBe(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(await failure).toEqual({ kind: 'timeout', step: 'setup' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends 15 s after the beginning, however the steps before it went', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const server = createServer()
    const wss = new WebSocketServer({ noServer: true })
    onTestFinished(() => wss.close())
    // Opens a moment before that limit, so that the setup has no 8 s left.
    server.on('upgrade', (request, socket, head) => {
      void vi.advanceTimersByTimeAsync(7_900).then(() => {
        wss.handleUpgrade(request, socket, head, (client) => {
          onTestFinished(() => client.terminate())
          client.once('message', () => void vi.advanceTimersByTimeAsync(7_100))
        })
      })
    })
    expect(await failureOf(requestTo(await listen(server)))).toEqual({
      kind: 'timeout',
      step: 'setup',
    })
  })
})

/** A server that opens the socket by hand, completes the setup, and then sends these bytes. */
async function serveBytes(...frames: Uint8Array[]): Promise<string> {
  const server = createServer()
  const wss = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined)
    wss.handleUpgrade(request, socket, head, (client) => {
      onTestFinished(() => client.terminate())
      client.on('error', () => undefined)
      client.once('message', () => {
        client.send(SETUP_COMPLETE, () => {
          for (const frame of frames) socket.write(frame)
        })
      })
    })
  })
  return listen(server)
}

const frame = (first: number, payload: string | Buffer): Buffer => {
  const bytes = Buffer.from(payload)
  return Buffer.concat([Buffer.of(first, bytes.length), bytes])
}

describe('frames that are not as they must be', () => {
  const QUOTE = '{"serverContent":{"turnComplete":true}}'
  it.each<[string, Buffer, string]>([
    ['a reserved opcode', frame(0x83, QUOTE), 'WS_ERR_INVALID_OPCODE'],
    ['compression that was not offered', frame(0xc1, QUOTE), 'WS_ERR_UNEXPECTED_RSV_1'],
    ['text that is not UTF-8', frame(0x81, Buffer.of(0xff, 0xfe)), 'WS_ERR_INVALID_UTF8'],
    ['a continuation of nothing', frame(0x80, QUOTE), 'WS_ERR_INVALID_OPCODE'],
    [
      'a ping that is too long',
      Buffer.of(0x89, 126, 0, 200),
      'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH',
    ],
    [
      'a mask',
      Buffer.concat([Buffer.of(0x81, 0x82, 0, 0, 0, 0), Buffer.from('{}')]),
      'WS_ERR_UNEXPECTED_MASK',
    ],
    [
      'a length of 9 MB, before its bytes are there',
      Buffer.of(0x82, 127, 0, 0, 0, 0, 0, 0x90, 0, 0),
      'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
    ],
  ])('end the connection: %s', async (_name, bytes, code) => {
    const { callbacks, ends, events } = listener()
    const connection = await connectLive(requestTo(await serveBytes(bytes)), callbacks)
    await vi.waitFor(() => expect(ends).toEqual([{ kind: 'network', code }]))
    expect(events).toEqual([])
    await connection.close()
  })

  it('may come in pieces', async () => {
    const half = QUOTE.length / 2
    const { callbacks, events } = listener()
    const baseUrl = await serveBytes(
      frame(0x01, QUOTE.slice(0, half)),
      frame(0x89, 'ping'),
      frame(0x80, QUOTE.slice(half)),
    )
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    await vi.waitFor(() => expect(events).toEqual([{ type: 'turn-complete' }]))
    await connection.close()
  })
})

describe('messages that cannot be read', () => {
  const deep = '['.repeat(2_000_000) + ']'.repeat(2_000_000)
  it('are dropped and counted; the 20th in a minute ends the connection', async () => {
    const { baseUrl, sockets } = await serve()
    const { callbacks, dropped, events, ends } = listener()
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    sockets[0]?.send(deep)
    const broken = ['null', '42', '"abc"', '[]', '{', '\uFEFF{}', '\0', '{"toolCall":[]}', 'x']
    for (let i = 0; i < 18; i += 1) sockets[0]?.send(broken[i % broken.length] ?? '')
    // Of no use here, and yet no sign of a broken peer.
    for (const text of ['{"text":"x","data":"y"}', '{"__proto__":{"toolCall":{}}}', '{}']) {
      sockets[0]?.send(text)
    }
    sockets[0]?.send('{"text":"x","serverContent":{"turnComplete":true}}')
    await vi.waitFor(() => expect(events).toEqual([{ type: 'turn-complete' }]), 5_000)
    expect(dropped).toHaveLength(22)
    expect(ends).toEqual([])
    sockets[0]?.send('once more')
    await vi.waitFor(() => expect(ends).toEqual<ConnectionFailure[]>([{ kind: 'unreadable' }]))
    await connection.close()
    expect(ends).toHaveLength(1)
  })
})

describe('a sign of life', () => {
  it('is every message and every answer to a ping', async () => {
    const { baseUrl, sockets } = await serve()
    const { callbacks, alive } = listener()
    const connection = await connectLive(requestTo(baseUrl), callbacks)
    const beforehand = alive()
    connection.ping()
    await vi.waitFor(() => expect(alive()).toBe(beforehand + 1))
    sockets[0]?.send('{"usageMetadata":{}}')
    await vi.waitFor(() => expect(alive()).toBe(beforehand + 2))
    await connection.close()
    connection.ping()
    expect(alive()).toBe(beforehand + 2)
  })
})
