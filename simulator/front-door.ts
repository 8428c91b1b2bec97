import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type Close, CLOSES } from './close-reasons'
import { LIVE_MODELS } from './models'
import type { UpgradeRefusal } from './scenario'
import { readBody, type TokenMint } from './token-mint'

/** Clients that were given a bare host arrive with a doubled slash. */
const LIVE_PATH =
  /^\/{1,2}ws\/google\.ai\.generativelanguage\.(v1beta|v1alpha)\.GenerativeService\.BidiGenerateContent(Constrained)?$/
const TOKENS_PATH = /^\/{1,2}(v1beta|v1alpha)\/auth_tokens$/
const MODELS_PATH = /^\/{1,2}(v1beta|v1alpha)\/models$/
const EPHEMERAL = /^auth_tokens\/.+/

export type Admission =
  { readonly apiVersion: string; readonly refusal: Close | null } | { readonly status: number }

/** What is asked of those who want in. */
export interface Door {
  /** The only key that is let in; by default any that does not begin with "wrong" or "bad". */
  readonly acceptedKey?: string | undefined
  /** Tokens that are let in; by default anything that looks like one. */
  readonly mint?: TokenMint | undefined
}

/**
 * Who is let in. A wrong key is not refused at the door: the socket opens, then closes with the
 * reason, as clients of the real service report.
 */
export function admit(request: IncomingMessage, { acceptedKey, mint }: Door): Admission {
  const { path, query } = split(request.url ?? '')
  const match = LIVE_PATH.exec(path)
  if (match === null) return { status: 404 }
  const [, apiVersion = '', constrained] = match
  if (constrained === undefined) {
    return { apiVersion, refusal: refuseKey(query.get('key'), acceptedKey) }
  }
  const header = /^Token (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const token = query.get('access_token') ?? header ?? ''
  if (!EPHEMERAL.test(token)) return { apiVersion, refusal: CLOSES.noKey }
  return { apiVersion, refusal: mint?.redeem(token, Date.now()) ?? null }
}

function refuseKey(key: string | null, acceptedKey?: string): Close | null {
  if (key === null || key === '' || EPHEMERAL.test(key)) return CLOSES.noKey
  // "undefined" is what a client sends that was given no key at all.
  const good =
    acceptedKey === undefined ? !/^(wrong|bad|undefined$)/.test(key) : key === acceptedKey
  return good ? null : CLOSES.badKey
}

/** Not `new URL`: it reads the doubled slash as the start of a host. */
function split(url: string): { path: string; query: URLSearchParams } {
  const [path = '', query = ''] = url.split('?', 2)
  return { path, query: new URLSearchParams(query) }
}

/** Answers an upgrade with plain HTTP. */
export function refuseUpgrade(socket: Socket, { status, headers = {} }: UpgradeRefusal): void {
  const lines = Object.entries({ connection: 'close', 'content-length': '0', ...headers })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      lines.map(([name, value]) => `${name}: ${value}\r\n`).join('') +
      '\r\n',
  )
}

/** Mints an ephemeral token; null when that is not what is asked. */
export async function mintToken(
  request: IncomingMessage,
  { acceptedKey, mint }: Door,
): Promise<{ status: number; body: object } | null> {
  const { path, query } = split(request.url ?? '')
  if (mint === undefined || request.method !== 'POST' || !TOKENS_PATH.test(path)) return null
  const header = request.headers['x-goog-api-key']
  const refusal = refuseKey(query.get('key') ?? String(header ?? ''), acceptedKey)
  if (refusal !== null) return problem(400, 'INVALID_ARGUMENT', refusal.reason)
  const token = mint.mint(await readBody(request), Date.now())
  if (token === null) return problem(400, 'INVALID_ARGUMENT', 'No such token can be had.')
  return { status: 200, body: token }
}

/** Which models there are. */
export function listModels(
  request: IncomingMessage,
  acceptedKey?: string,
): { status: number; body: object } {
  const { path, query } = split(request.url ?? '')
  if (!MODELS_PATH.test(path)) return problem(404, 'NOT_FOUND', 'Not found.')
  const header = request.headers['x-goog-api-key']
  const refusal = refuseKey(query.get('key') ?? String(header ?? ''), acceptedKey)
  if (refusal !== null) return problem(400, 'INVALID_ARGUMENT', refusal.reason)
  const models = LIVE_MODELS.map(({ id }) => ({
    name: `models/${id}`,
    displayName: id,
    supportedGenerationMethods: ['bidiGenerateContent'],
  }))
  return { status: 200, body: { models } }
}

const problem = (
  code: number,
  status: string,
  message: string,
): { status: number; body: object } => ({
  status: code,
  body: { error: { code, message, status } },
})
