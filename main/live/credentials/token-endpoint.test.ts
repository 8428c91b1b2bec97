import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { verdictOn } from '../failure-verdict'
import { connectLive } from '../live-client'
import { describeFailure, type ConnectionFailure } from '../live-errors'
import { SELF_SIGNED } from '../test-certificate'
import {
  failureOf,
  listen,
  listener,
  listenTcp,
  openSockets,
  requestTo,
  serve,
} from '../test-server'
import type { TokenEndpoint } from './credentials'
import { readTokenAnswer } from './token-endpoint'

const SECRET = 'canary-secret-of-the-organisation'
const TOKEN = 'auth_tokens/canary0123456789abcdef'

let before = 0
beforeEach(() => {
  before = openSockets()
})
afterEach(() => void vi.restoreAllMocks())
afterEach(() => vi.waitFor(() => expect(openSockets()).toBe(before), { timeout: 5_000 }))

interface Asked {
  readonly method: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

/** A token service that answers as it is told. */
async function serveTokens(answer: (response: ServerResponse, dial: number) => void) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
      asked.push({ method: request.method, headers: request.headers, body })
      answer(response, asked.length)
    })
  })
  return { url: `${await listen(server)}/token`, asked }
}

const giving = (body: object | string, status = 200) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (response: ServerResponse): void => void response.writeHead(status).end(text)
}

const requestWith = (
  url: string,
  baseUrl = 'http://127.0.0.1:1',
  changes: Partial<TokenEndpoint> = {},
) =>
  requestTo(baseUrl, {
    credentials: {
      kind: 'token-endpoint',
      endpoint: { url, secret: SECRET, apiVersion: 'v1alpha', ...changes },
      baseUrl,
    },
  })

describe('a token endpoint', () => {
  it('is asked with the organisation’s secret, and the token goes to the constrained method', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { baseUrl, upgrades, messages } = await serve()
    const { url, asked } = await serveTokens(giving({ token: TOKEN }))
    const connection = await connectLive(requestWith(url, baseUrl), listener().callbacks)
    expect(asked).toMatchObject([
      {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
        body: { model: 'gemini-3.8-live' },
      },
    ])
    expect(upgrades[0]?.url).toBe(
      '//ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained' +
        `?access_token=${TOKEN}`,
    )
    expect(inspect(upgrades[0]?.headers)).not.toContain(SECRET)
    expect(messages).toMatchObject([{ setup: { model: 'models/gemini-3.8-live' } }])
    expect(inspect(warn.mock.calls)).not.toContain('canary')
    await connection.close()
  })

  it.each<[string, object, Partial<TokenEndpoint>]>([
    ['as the answer says', { token: TOKEN, apiVersion: 'v1beta' }, {}],
    ['as it is set', { token: TOKEN }, { apiVersion: 'v1beta' }],
    ['for Google’s own answer', { name: TOKEN }, { apiVersion: 'v1beta' }],
  ])('may be of v1beta, %s', async (_name, body, changes) => {
    vi.spyOn(console, 'warn').mockReturnValue()
    const { baseUrl, upgrades } = await serve()
    const { url } = await serveTokens(giving(body))
    const request = requestWith(url, baseUrl, changes)
    const connection = await connectLive(request, listener().callbacks)
    expect(upgrades[0]?.url).toContain('.v1beta.GenerativeService.BidiGenerateContentConstrained?')
    await connection.close()
  })

  it('is asked anew for each connection', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    const { baseUrl, upgrades } = await serve((socket) => socket.send('{"setupComplete":{}}'))
    const { url } = await serveTokens((response, dial) =>
      giving({ token: `auth_tokens/${dial}` })(response),
    )
    const first = await connectLive(requestWith(url, baseUrl), listener().callbacks)
    await first.close()
    // The server completes only the first setup that it sees.
    const giveUp = new AbortController()
    const second = failureOf(requestWith(url, baseUrl), giveUp.signal)
    await vi.waitFor(() => expect(upgrades).toHaveLength(2))
    giveUp.abort()
    await second
    expect(upgrades.map((request) => request.url?.split('=').at(-1))).toEqual([
      'auth_tokens/1',
      'auth_tokens/2',
    ])
  })

  it.each<[string | null, object]>([
    ['X-Api-Key: abc def', { 'x-api-key': 'abc def' }],
    [null, {}],
  ])('may want another header, or none: %s', async (secret, headers) => {
    const { url, asked } = await serveTokens(giving({}, 401))
    await failureOf(requestWith(url, undefined, { secret }))
    expect(asked[0]?.headers).toMatchObject(headers)
    expect(asked[0]?.headers.authorization).toBeUndefined()
  })
})

describe('a token endpoint that gives none', () => {
  const token = (why: string, detail: string, more: object = {}): ConnectionFailure =>
    ({ kind: 'token', why, detail, ...more }) as ConnectionFailure
  it.each<[string, (response: ServerResponse) => void, ConnectionFailure]>([
    ['401', giving(`echo ${SECRET}`, 401), token('refused', 'HTTP 401')],
    ['403', giving('', 403), token('refused', 'HTTP 403')],
    ['404', giving('', 404), token('unusable', 'HTTP 404')],
    ['a redirect', giving('', 302), token('unusable', 'HTTP 302')],
    ['500', giving('', 500), token('failed', 'HTTP 500')],
    [
      '429',
      (response) => void response.writeHead(429, { 'retry-after': '7' }).end(),
      token('busy', 'HTTP 429', { retryAfterMs: 7_000 }),
    ],
    ['no JSON', giving('<html>'), token('unusable', 'not the JSON that is documented')],
    ['a list', giving([]), token('unusable', 'not the JSON that is documented')],
    ['a number', giving({ token: 1 }), token('unusable', 'not the JSON that is documented')],
    ['a key', giving({ token: 'AIzaSy0123' }), token('unusable', 'no token in it')],
    ['a query', giving({ token: `${TOKEN}&key=x` }), token('unusable', 'no token in it')],
    ['nothing', giving({}), token('unusable', 'no token in it')],
    ['too much', giving('x'.repeat(70_000)), token('unusable', 'the answer is too large')],
    [
      'an expired token',
      giving({ token: TOKEN, expireTime: '2020-01-01T00:00:00Z' }),
      token('expired', ''),
    ],
  ])('because it answers with %s', async (_name, answer, failure) => {
    const { url } = await serveTokens(answer)
    const found = await failureOf(requestWith(url))
    expect(found).toEqual(failure)
    expect(inspect(describeFailure(found))).not.toContain('canary')
  })

  it('because nobody is there', async () => {
    const found = await failureOf(requestWith('http://127.0.0.1:1/token'))
    expect(found).toEqual(token('unreachable', 'ECONNREFUSED'))
    expect(verdictOn(found)).toBe('again')
  })

  it('because its certificate is not to be trusted', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    let requests = 0
    const port = await listenTcp(createTlsServer(SELF_SIGNED, () => (requests += 1)))
    const found = await failureOf(requestWith(`https://127.0.0.1:${port}/token`))
    vi.unstubAllEnvs()
    expect(describeFailure(found).reason).toBe('certificate-refused')
    expect(requests).toBe(0)
  })

  it('because it is silent, and the user gives up', async () => {
    const { url, asked } = await serveTokens(() => undefined)
    const giveUp = new AbortController()
    const failure = failureOf(requestWith(url), giveUp.signal)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    giveUp.abort()
    expect(await failure).toMatchObject({ kind: 'closed', code: 1005 })
  })

  it('because it is silent for 8 s', () => {
    expect(readTokenAnswer({ kind: 'timeout' }, 'v1beta', 0)).toEqual(
      token('unreachable', 'no answer in 8 s'),
    )
  })
})

it('is told from a key when the server refuses its token', async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  const { baseUrl } = await serve((socket) => socket.close(1008, `${TOKEN} was already used`))
  const { url } = await serveTokens(giving({ token: TOKEN }))
  const failure = await failureOf(requestWith(url, baseUrl))
  expect(inspect(failure)).not.toContain('canary')
  const other = await serve((socket) => socket.close(1008, 'unregistered callers'))
  expect(describeFailure(await failureOf(requestWith(url, other.baseUrl))).reason).toBe(
    'token-not-accepted',
  )
})
