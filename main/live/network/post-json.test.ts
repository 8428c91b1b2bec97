import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { expect, it } from 'vitest'
import { listen, listenTcp } from '../test-server'
import { NO_PROXY } from './network'
import { postJson, type JsonPost } from './post-json'

/** The first byte of a TLS connection. */
const HANDSHAKE = 0x16

const post = (url: string, headers: JsonPost['headers'] = {}) =>
  postJson({ url, headers, body: {}, network: NO_PROXY, signal: new AbortController().signal })

it('knows a scheme in capitals', async () => {
  const url = await listen(createServer((_request, response) => void response.end('{}')))
  expect(await post(url.replace('http:', 'HTTP:'))).toMatchObject({ kind: 'answered', status: 200 })
})

it('speaks TLS to a server whose scheme is in capitals', async () => {
  const heard: Buffer[] = []
  const port = await listenTcp(
    createTcpServer((socket) => {
      socket.once('data', (bytes) => {
        heard.push(bytes)
        socket.destroy()
      })
    }),
  )
  expect(await post(`HTTPS://127.0.0.1:${port}/token`)).toEqual({
    kind: 'network',
    code: 'ECONNRESET',
  })
  expect(heard[0]?.[0]).toBe(HANDSHAKE)
})

it.each([
  ['an address that is none', 'https://', {}, 'ERR_INVALID_URL'],
  ['another protocol', 'ftp://127.0.0.1/', {}, 'ERR_INVALID_PROTOCOL'],
  ['a header that cannot be sent', 'http://127.0.0.1:1', { 'x-key': 'ключ' }, 'ERR_INVALID_CHAR'],
])('answers for %s, and does not reject', async (_name, url, headers, code) => {
  expect(await post(url, headers)).toEqual({ kind: 'network', code })
})
