/** Ways out through proxies: a CONNECT and a SOCKS proxy of our own on this computer. */
import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectThrough } from './live-client'
import type { ConnectionFailure } from './live-errors'
import type { Network } from './network/network'
import { SELF_SIGNED } from './test-certificate'
import { serveConnect, serveSocks } from './test-proxies'
import { failureOf, listener, listenTcp, openSockets, requestTo, serve } from './test-server'

let before = 0
beforeEach(() => {
  before = openSockets()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})
afterEach(() => vi.waitFor(() => expect(openSockets()).toBe(before), { timeout: 5_000 }))

const through = (list: string, asked: string[] = []): Network => ({
  resolveProxy: (url) => {
    asked.push(url)
    return Promise.resolve(list)
  },
})

describe('a connection through a proxy', () => {
  it('goes through CONNECT, and the proxy is not told the key', async () => {
    const { baseUrl, upgrades } = await serve()
    const proxy = await serveConnect()
    const asked: string[] = []
    const connectLive = connectThrough(through(`PROXY ${proxy.address}; DIRECT`, asked))
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    expect(asked).toEqual([baseUrl])
    expect(proxy.requests.map(({ url }) => url)).toEqual([baseUrl.replace('http://', '')])
    expect(JSON.stringify(proxy.requests[0]?.rawHeaders)).not.toContain('canary')
    expect(upgrades).toHaveLength(1)
    await connection.close()
  })

  it('goes through SOCKS', async () => {
    const { baseUrl, upgrades } = await serve()
    const connectLive = connectThrough(through(`SOCKS5 ${await serveSocks()}`))
    const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
    expect(upgrades).toHaveLength(1)
    await connection.close()
  })

  it('logs in, and writes the password to no debug log', async () => {
    const { baseUrl } = await serve()
    const basic = `Basic ${Buffer.from('me:pass word').toString('base64')}`
    const proxy = await serveConnect(200, basic)
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const list = `PROXY me:pass%20word@${proxy.address}`
    const connection = await connectThrough(through(list))(requestTo(baseUrl), listener().callbacks)
    await connection.close()
    expect(JSON.stringify(written.mock.calls)).not.toContain('pass')
    written.mockRestore()
  })

  it('goes straight out when the system does not tell', async () => {
    const { baseUrl, upgrades } = await serve()
    const network = { resolveProxy: () => Promise.reject(new Error('no')) }
    const connection = await connectThrough(network)(requestTo(baseUrl), listener().callbacks)
    expect(upgrades).toHaveLength(1)
    await connection.close()
  })

  it('checks the certificate of the server behind it', async () => {
    const server = createTlsServer(SELF_SIGNED)
    const port = await listenTcp(server)
    const proxy = await serveConnect()
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const request = requestTo(`https://127.0.0.1:${port}`)
    for (const list of [`PROXY ${proxy.address}`, `SOCKS5 ${await serveSocks()}`]) {
      expect(await failureOf(request, undefined, connectThrough(through(list)))).toEqual({
        kind: 'network',
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      })
    }
  })

  it('checks the certificate of the proxy', async () => {
    const port = await listenTcp(createTlsServer(SELF_SIGNED))
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const connect = connectThrough(through(`HTTPS 127.0.0.1:${port}`))
    expect(await failureOf(requestTo('http://127.0.0.1:1'), undefined, connect)).toEqual({
      kind: 'proxy',
      why: 'unreachable',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
  })
})

describe('a list of ways', () => {
  const NOBODY = 'PROXY 127.0.0.1:1; SOCKS5 127.0.0.1:1'

  it('is tried in order, past those that cannot be reached', async () => {
    const proxy = await serveConnect()
    for (const list of [
      `${NOBODY}; PROXY ${proxy.address}; DIRECT`,
      `${NOBODY}; SOCKS5 ${await serveSocks()}`,
      `${NOBODY}; DIRECT; PROXY 127.0.0.1:1`,
    ]) {
      const { baseUrl, upgrades } = await serve()
      const connectLive = connectThrough(through(list))
      const connection = await connectLive(requestTo(baseUrl), listener().callbacks)
      await connection.close()
      expect(upgrades, list).toHaveLength(1)
    }
    expect(proxy.requests).toHaveLength(1)
  })

  it('ends in a failure of the server’s when it was reached directly', async () => {
    const connect = connectThrough(through(`${NOBODY}; DIRECT`))
    expect(await failureOf(requestTo('http://127.0.0.1:2'), undefined, connect)).toEqual({
      kind: 'network',
      code: 'ECONNREFUSED',
    })
  })

  it('checks certificates on a direct way as on the others', async () => {
    const port = await listenTcp(createTlsServer(SELF_SIGNED))
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const connect = connectThrough(through(`${NOBODY}; DIRECT`))
    const request = requestTo(`https://127.0.0.1:${port}`)
    expect(await failureOf(request, undefined, connect)).toEqual({
      kind: 'network',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
  })

  it('goes round nobody who refuses', async () => {
    const { baseUrl, upgrades } = await serve()
    const connect = connectThrough(through(`PROXY ${(await serveConnect(403)).address}; DIRECT`))
    expect(await failureOf(requestTo(baseUrl), undefined, connect)).toMatchObject({
      kind: 'proxy',
      why: 'refused',
    })
    expect(upgrades).toHaveLength(0)
  })

  it.each(['PROXY', 'SOCKS5'])('goes on past one that says nothing (%s)', async (kind) => {
    const { baseUrl } = await serve()
    const silent = createTcpServer()
    const port = await listenTcp(silent)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const connectLive = connectThrough(through(`${kind} 127.0.0.1:${port}; DIRECT`))
    const connected = connectLive(requestTo(baseUrl), listener().callbacks)
    await once(silent, 'connection')
    await vi.advanceTimersByTimeAsync(2_500)
    vi.useRealTimers()
    await (await connected).close()
  })
})

describe('a proxy that does not lead to the server', () => {
  it.each<[number, ConnectionFailure]>([
    [407, { kind: 'proxy', why: 'login', detail: 'HTTP 407' }],
    [403, { kind: 'proxy', why: 'refused', detail: 'HTTP 403' }],
    [401, { kind: 'proxy', why: 'refused', detail: 'HTTP 401' }],
    [502, { kind: 'proxy', why: 'no-way', detail: 'HTTP 502' }],
  ])('because it answers %d', async (status, failure) => {
    const proxy = await serveConnect(status)
    const connect = connectThrough(through(`PROXY ${proxy.address}`))
    expect(await failureOf(requestTo('http://127.0.0.1:1'), undefined, connect)).toEqual(failure)
  })

  it.each<[number, ConnectionFailure]>([
    [2, { kind: 'proxy', why: 'refused', detail: 'SOCKS' }],
    [4, { kind: 'proxy', why: 'no-way', detail: 'SOCKS' }],
  ])('because SOCKS answers %d', async (code, failure) => {
    const connect = connectThrough(through(`SOCKS5 ${await serveSocks(code)}`))
    expect(await failureOf(requestTo('http://127.0.0.1:1'), undefined, connect)).toEqual(failure)
  })

  it('because it is not there', async () => {
    for (const list of ['PROXY 127.0.0.1:1', 'SOCKS5 127.0.0.1:1']) {
      const connect = connectThrough(through(list))
      expect(await failureOf(requestTo('http://127.0.0.1:2'), undefined, connect)).toEqual({
        kind: 'proxy',
        why: 'unreachable',
        detail: 'ECONNREFUSED',
      })
    }
  })

  it.each(['PROXY', 'SOCKS5'])(
    'because it says nothing (%s), and leaves no socket',
    async (kind) => {
      const server = createTcpServer()
      const port = await listenTcp(server)
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const connect = connectThrough(through(`${kind} 127.0.0.1:${port}`))
      const failure = failureOf(requestTo('http://127.0.0.1:1'), undefined, connect)
      await once(server, 'connection')
      await vi.advanceTimersByTimeAsync(8_000)
      expect(await failure).toEqual({ kind: 'timeout', step: 'open' })
    },
  )

  it('because the system takes too long to tell', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const network = { resolveProxy: () => new Promise<string>(() => undefined) }
    const failure = failureOf(requestTo('http://127.0.0.1:1'), undefined, connectThrough(network))
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await failure).toEqual({ kind: 'timeout', step: 'dial' })
  })
})
