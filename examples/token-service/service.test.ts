import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { networkOf } from './client-network.mjs'
import { createMint } from './mint.mjs'
import { RateLimit } from './rate-limit.mjs'
import { createService } from './service.mjs'

const BEARER = 'canary-bearer-0123456789-0123456789'
const KEY = 'canary-key-of-the-organisation'
const MINTED = {
  token: 'auth_tokens/canary-token',
  expireTime: '2026-11-21T12:30:00.000Z',
  newSessionExpireTime: '2026-11-21T12:01:00.000Z',
  apiVersion: 'v1alpha',
} as const

type Options = Parameters<typeof createService>[0]

async function start(options: Partial<Options> = {}) {
  const asked: string[] = []
  const logged: Readonly<Record<string, unknown>>[] = []
  const service = createService({
    mint: (model) => {
      asked.push(model)
      return Promise.resolve(MINTED)
    },
    bearers: [BEARER],
    models: ['gemini-3.8-live'],
    log: (entry) => logged.push(entry),
    ...options,
  })
  await once(service.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    service.closeAllConnections()
    service.close()
  })
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  const ask = (
    init: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {},
    path = '/token',
  ) =>
    fetch(url + path, {
      method: 'POST',
      body: '{"model":"gemini-3.8-live"}',
      ...init,
      headers: { authorization: `Bearer ${BEARER}`, ...init.headers },
    })
  return { ask, asked, logged }
}

describe('the token service', () => {
  it('gives a token to who has the bearer', async () => {
    const { ask, asked, logged } = await start()
    const response = await ask()
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual(MINTED)
    expect(asked).toEqual(['gemini-3.8-live'])
    expect(logged).toMatchObject([{ event: 'answered', status: 200, path: '/token' }])
    expect(JSON.stringify(logged)).not.toContain('canary')
  })

  it.each([
    '',
    'Bearer',
    `Bearer ${BEARER}x`,
    `Bearer ${BEARER.slice(1)}`,
    BEARER,
    `basic ${BEARER}`,
  ])('refuses %j', async (authorization) => {
    const { ask, asked, logged } = await start()
    const response = await ask({ headers: { authorization } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(asked).toEqual([])
    expect(JSON.stringify(logged)).not.toContain('canary')
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no model', '{}'],
    ['a path for a model', '{"model":"../x"}'],
    ['another model', '{"model":"gemini-expensive"}'],
    ['too much', JSON.stringify({ model: 'x'.repeat(10_000) })],
  ])('takes no request with %s', async (_name, body) => {
    const { ask, asked } = await start()
    expect((await ask({ body })).status).toBe(400)
    expect(asked).toEqual([])
  })

  it('answers elsewhere with nothing, and to a GET with how it is asked', async () => {
    const { ask } = await start()
    expect((await ask({}, '/other?key=canary')).status).toBe(404)
    const get = await ask({ method: 'GET', body: null })
    expect(get.status).toBe(405)
    expect(get.headers.get('allow')).toBe('POST')
  })

  it('tells everybody that it is well', async () => {
    const { ask } = await start()
    const response = await ask(
      { method: 'GET', body: null, headers: { authorization: '' } },
      '/health',
    )
    expect(await response.json()).toEqual({ status: 'ok' })
  })

  it('limits each bearer by itself', async () => {
    const tokenLimit = new RateLimit({ limit: { requests: 1, windowMs: 60_000 } })
    const other = `${BEARER}-of-others`
    const { ask, asked } = await start({ tokenLimit, bearers: [BEARER, other] })
    expect((await ask()).status).toBe(200)
    const late = await ask()
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(50)
    expect((await ask({ headers: { authorization: `Bearer ${other}` } })).status).toBe(200)
    expect(asked).toHaveLength(2)
  })

  it('limits wrong bearers by network, at the cost of nobody who has the right one', async () => {
    const failureLimit = new RateLimit({ limit: { requests: 2, windowMs: 60_000 } })
    const { ask } = await start({ failureLimit, behindProxy: true })
    const from = (client: string, authorization = 'Bearer wrong') =>
      ask({ headers: { authorization, 'x-forwarded-for': `forged, ${client}` } })
    const statuses = [
      (await from('2001:db8:0:1::1')).status,
      (await from('2001:db8:0:1:ffff::2')).status,
      (await from('2001:db8:0:1::3')).status,
      (await from('2001:db8:0:2::1')).status,
      (await from('2001:db8:0:1::1', `Bearer ${BEARER}`)).status,
    ]
    expect(statuses).toEqual([401, 401, 429, 401, 200])
  })

  it('says no more than that minting failed', async () => {
    const { ask, logged } = await start({
      mint: () => Promise.reject(new TypeError(`key ${KEY} is wrong`)),
    })
    const response = await ask()
    expect(response.status).toBe(502)
    expect(await response.json()).toEqual({ error: 'mint-failed' })
    expect(logged[0]).toMatchObject({ event: 'mint-failed', name: 'TypeError' })
    expect(JSON.stringify(logged)).not.toContain('canary')
  })
})

it('lets a client in again when its window is over, and forgets the oldest of too many', () => {
  let now = 0
  const limit = new RateLimit({ now: () => now, limit: { requests: 1, windowMs: 1_000 } })
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 1])
  now = 1_000
  expect(limit.take('a')).toBe(0)
  for (let i = 0; i < 10_000; i += 1) limit.take(`client ${i}`)
  expect(limit.take('a')).toBe(0)
})

it.each(['v1alpha', 'v1beta'] as const)(
  'mints as the pinned SDK asks for it, in %s',
  async (version) => {
    const asked: unknown[] = []
    const google = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        const { url, method, headers } = request
        asked.push({
          url,
          method,
          key: headers['x-goog-api-key'],
          body: JSON.parse(text) as unknown,
        })
        response.end('{"name":"auth_tokens/1"}')
      })
    })
    await once(google.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => {
      google.closeAllConnections()
      google.close()
    })
    const baseUrl = `http://127.0.0.1:${(google.address() as AddressInfo).port}`
    const mint = createMint({ apiKey: KEY, apiVersion: version, baseUrl })
    const minted = await mint('gemini-3.8-live')
    expect(minted).toMatchObject({ token: 'auth_tokens/1', apiVersion: version })
    const seconds = (time: string): number => Math.round((Date.parse(time) - Date.now()) / 1000)
    expect(seconds(minted.expireTime)).toBe(1_800)
    expect(seconds(minted.newSessionExpireTime)).toBe(60)
    expect(asked).toEqual([
      {
        url: `/${version}/auth_tokens`,
        method: 'POST',
        key: KEY,
        body: {
          uses: 1,
          expireTime: minted.expireTime,
          newSessionExpireTime: minted.newSessionExpireTime,
          bidiGenerateContentSetup: { model: 'models/gemini-3.8-live' },
          fieldMask: 'model',
        },
      },
    ])
  },
)

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:DB8:0:1::5', '2001:db8:0:1::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
  ['unknown', 'unknown'],
])('counts %s as %s', (address, network) => expect(networkOf(address)).toBe(network))
