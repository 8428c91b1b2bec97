/**
 * Vertex AI as the pinned SDK speaks it, against servers of our own: Google's sign-in and the Live
 * socket. The real services are not asked.
 */
import { createVerify, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectLive, connectThrough } from '../live-client'
import { describeFailure } from '../live-errors'
import { NO_PROXY } from '../network/network'
import { failureOf, listen, listener, requestTo, serve } from '../test-server'
import type { Credentials } from './credentials'
import { GoogleAccounts } from './google-account'

const ACCESS_TOKEN = 'ya29.canary-access-token'
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const USER = {
  type: 'authorized_user',
  client_id: 'client',
  client_secret: 'canary-client-secret',
  refresh_token: 'canary-refresh-token',
  quota_project_id: 'billed',
}
const SERVICE = {
  type: 'service_account',
  client_email: 'app@project.iam.gserviceaccount.com',
  private_key: privateKey,
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-vertex-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

function fileOf(content: unknown): string {
  const path = join(folder, 'credentials.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Google's sign-in, which the library is led to. */
async function serveSignIn(status = 200, answer: object = {}) {
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      asked.push(new URLSearchParams(text))
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          access_token: ACCESS_TOKEN,
          expires_in: 3600,
          token_type: 'Bearer',
          ...answer,
        }),
      )
    })
  })
  const url = await listen(server)
  const urls: string[] = []
  const accounts = new GoogleAccounts({
    retry: false,
    fetchImplementation: (input, init) => {
      urls.push(input instanceof Request ? input.url : String(input))
      return fetch(url, { method: 'POST', body: init?.body ?? null, headers: init?.headers ?? {} })
    },
  })
  return { asked, urls, connect: connectThrough(NO_PROXY, accounts) }
}

const account = (credentialsFile: string, baseUrl = 'http://127.0.0.1:1'): Credentials => ({
  kind: 'vertex-account',
  project: 'my-project',
  location: 'europe-west4',
  credentialsFile,
  baseUrl,
})

describe('Vertex AI with an account', () => {
  it('signs in as the user, and connects to the project', async () => {
    vi.stubEnv('GOOGLE_API_KEY', 'another-key')
    vi.stubEnv('GOOGLE_CLOUD_PROJECT', 'another-project')
    vi.stubEnv('GOOGLE_VERTEX_BASE_URL', 'http://127.0.0.1:1')
    const { baseUrl, upgrades, messages } = await serve()
    const { connect, asked, urls } = await serveSignIn()
    const credentials = account(fileOf(USER), baseUrl)
    const connection = await connect(requestTo(baseUrl, { credentials }), listener().callbacks)
    expect(urls).toEqual(['https://oauth2.googleapis.com/token'])
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'canary-refresh-token',
    })
    expect(upgrades[0]?.url).toBe(
      '//ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
    )
    expect(upgrades[0]?.headers.authorization).toBe(`Bearer ${ACCESS_TOKEN}`)
    expect(upgrades[0]?.headers['x-goog-user-project']).toBe('billed')
    expect(upgrades[0]?.headers['x-goog-api-key']).toBeUndefined()
    expect(messages).toMatchObject([
      {
        setup: {
          model:
            'projects/my-project/locations/europe-west4/publishers/google/models/gemini-3.8-live',
          generationConfig: { responseModalities: ['AUDIO'] },
          sessionResumption: {},
        },
      },
    ])
    await connection.close()
  })

  it('signs in as a service account', async () => {
    const { baseUrl, upgrades } = await serve()
    const { connect, asked } = await serveSignIn()
    const credentials = account(fileOf(SERVICE), baseUrl)
    const connection = await connect(requestTo(baseUrl, { credentials }), listener().callbacks)
    const [head = '', claims = '', signature = ''] = asked[0]?.get('assertion')?.split('.') ?? []
    const verifier = createVerify('RSA-SHA256').update(`${head}.${claims}`)
    expect(verifier.verify(publicKey, signature, 'base64url')).toBe(true)
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: SERVICE.client_email,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
    })
    expect(upgrades[0]?.headers.authorization).toBe(`Bearer ${ACCESS_TOKEN}`)
    await connection.close()
  })

  it('asks once while what it was granted is good, and anew for another file', async () => {
    const { connect, asked } = await serveSignIn()
    const dial = (path: string) =>
      failureOf(requestTo('', { credentials: account(path) }), undefined, connect)
    await dial(fileOf(USER))
    await dial(fileOf(USER))
    expect(asked).toHaveLength(1)
    await dial(fileOf({ ...USER, refresh_token: 'of-somebody-else' }))
    expect(asked).toHaveLength(2)
  })

  it('asks for each connection when it is granted only minutes', async () => {
    const { connect, asked } = await serveSignIn(200, { expires_in: 200 })
    const request = requestTo('', { credentials: account(fileOf(USER)) })
    await failureOf(request, undefined, connect)
    await failureOf(request, undefined, connect)
    expect(asked).toHaveLength(2)
  })

  it.each([
    [400, { error: 'invalid_grant' }, 'account-refused', 'invalid_grant'],
    [401, { error: `echo ${USER.client_secret}` }, 'account-refused', 'HTTP 401'],
    [503, {}, 'server-unreachable', 'HTTP 503'],
  ])('says why it was not let in: %d', async (status, answer, reason, detail) => {
    const { connect } = await serveSignIn(status, answer)
    const request = requestTo('', { credentials: account(fileOf(USER)) })
    const failure = await failureOf(request, undefined, connect)
    expect(describeFailure(failure)).toEqual({ reason, detail })
    expect(inspect(failure)).not.toContain('canary')
  })

  it.each([
    ['', 'file-unusable'],
    ['{', 'file-unusable'],
    [{ type: 'authorized_user' }, 'file-unusable'],
    [{ ...SERVICE, private_key: 'no key' }, 'file-unusable'],
    // Names a server of its own, or a program to run.
    [{ type: 'external_account', token_url: 'http://127.0.0.1:1' }, 'file-unusable'],
  ])('refuses a file that it cannot use', async (content, why) => {
    const { connect, asked } = await serveSignIn()
    const request = requestTo('', { credentials: account(fileOf(content)) })
    expect(await failureOf(request, undefined, connect)).toMatchObject({ kind: 'account', why })
    expect(asked).toEqual([])
  })

  it.each([
    ['a path that is not whole', () => 'credentials.json'],
    ['a share of another computer', () => String.raw`\\somewhere\share\credentials.json`],
    ['the same with slashes', () => `/${fileOf(USER)}`],
    ['a device', () => '/dev/zero'],
    ['a device of Windows', () => String.raw`\\.\COM1`],
    ['a path that Windows does not look at', () => String.raw`\\?\C:\credentials.json`],
    ['a folder', () => folder],
    ['more than 64 KiB', () => fileOf({ ...USER, padding: 'x'.repeat(65 * 1024) })],
  ])('does not read %s', async (_name, pathOf) => {
    const { connect, asked } = await serveSignIn()
    const request = requestTo('', { credentials: account(pathOf()) })
    const failure = { kind: 'account', why: 'file-unusable', detail: '' }
    expect(await failureOf(request, undefined, connect)).toEqual(failure)
    expect(asked).toEqual([])
  })

  it('says when there is no file', async () => {
    const request = requestTo('', { credentials: account(join(folder, 'missing')) })
    expect(await failureOf(request)).toEqual({ kind: 'account', why: 'file-missing', detail: '' })
  })

  it('signs in through the system’s proxy, and says what that refuses', async () => {
    const asked: string[] = []
    const proxy = createServer()
    proxy.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex) => {
      asked.push(url)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    const list = (await listen(proxy)).replace('http://', 'PROXY ')
    const connect = connectThrough({ resolveProxy: () => Promise.resolve(list) })
    for (const file of [USER, SERVICE]) {
      const request = requestTo('', { credentials: account(fileOf(file)) })
      expect(await failureOf(request, undefined, connect)).toEqual({
        kind: 'proxy',
        why: 'refused',
        detail: 'HTTP 403',
      })
    }
    expect(new Set(asked)).toEqual(new Set(['oauth2.googleapis.com:443']))
  })

  it('says when the project does not let the account in', async () => {
    const { baseUrl } = await serve((socket) =>
      socket.close(1008, `Permission denied on resource project; ${ACCESS_TOKEN}`),
    )
    const { connect } = await serveSignIn()
    const request = requestTo('', { credentials: account(fileOf(USER), baseUrl) })
    const failure = await failureOf(request, undefined, connect)
    expect(describeFailure(failure).reason).toBe('account-not-allowed')
    expect(inspect(failure)).not.toContain('canary')
  })
})

it('takes a key alone for Vertex AI, in a header', async () => {
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', 'another-project')
  vi.stubEnv('GOOGLE_CLOUD_LOCATION', 'nowhere')
  const { baseUrl, upgrades, messages } = await serve()
  const credentials: Credentials = { kind: 'vertex-key', apiKey: 'AQ.key', baseUrl }
  const connection = await connectLive(requestTo(baseUrl, { credentials }), listener().callbacks)
  expect(upgrades[0]?.url).toBe(
    '//ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
  )
  expect(upgrades[0]?.headers['x-goog-api-key']).toBe('AQ.key')
  expect(messages).toMatchObject([{ setup: { model: 'publishers/google/models/gemini-3.8-live' } }])
  await connection.close()
})
