// @ts-check
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { networkOf } from './client-network.mjs'
import { RateLimit } from './rate-limit.mjs'

/** A request holds the name of a model, in bytes. */
const MAX_BODY_BYTES = 4 * 1024
const MODEL = /^[a-z0-9][a-z0-9.-]{0,99}$/i

/**
 * @typedef {object} ServiceOptions
 * @property {import('./mint.mjs').Mint} mint
 * @property {readonly string[]} bearers what the organisation's apps authorise themselves with; each
 *   is counted by itself
 * @property {readonly string[]} models the models for which tokens are minted
 * @property {(entry: Readonly<Record<string, unknown>>) => void} log gets no secret
 * @property {RateLimit} [tokenLimit] requests of each bearer
 * @property {RateLimit} [failureLimit] wrong bearers of each network
 * @property {boolean} [behindProxy] the client's address is the last that the proxy adds
 */

/** Wrong bearers that a network may send in so many ms; the right one is let in all the same. */
const FAILURES = { requests: 20, windowMs: 60_000 }

/** @type {Answer} */
const UNAUTHORIZED = {
  status: 401,
  body: { error: 'unauthorized' },
  headers: { 'www-authenticate': 'Bearer' },
}

/**
 * @param {number} waitSeconds
 * @returns {Answer}
 */
const tooMany = (waitSeconds) => ({
  status: 429,
  body: { error: 'too-many-requests' },
  headers: { 'retry-after': String(waitSeconds) },
})

/** @type {Answer} */
const INTERNAL = { status: 500, body: { error: 'internal' } }

/**
 * The service: `POST /token` and `GET /health`.
 *
 * @param {ServiceOptions} options
 */
export function createService(options) {
  const limits = {
    tokenLimit: options.tokenLimit ?? new RateLimit(),
    failureLimit: options.failureLimit ?? new RateLimit({ limit: FAILURES }),
  }
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000 },
    (request, response) => {
      const client = clientOf(request, options.behindProxy ?? false)
      answer(request, client, { ...options, ...limits })
        .catch(() => INTERNAL)
        .then(({ status, body, headers = {} }) => {
          options.log({
            time: new Date().toISOString(),
            event: 'answered',
            client,
            status,
            path: pathOf(request),
          })
          response.writeHead(status, {
            'content-type': 'application/json',
            // A token is for who asked, and for now.
            'cache-control': 'no-store',
            ...headers,
          })
          response.end(JSON.stringify(body))
          // What is left of a body that was too large is not read.
          if (!request.complete) request.destroy()
        })
        .catch(() => request.destroy())
    },
  )
  server.maxRequestsPerSocket = 100
  return server
}

/**
 * @typedef {{ status: number, body: object, headers?: Record<string, string> }} Answer
 * @param {import('node:http').IncomingMessage} request
 * @param {string} client
 * @param {ServiceOptions & { tokenLimit: RateLimit, failureLimit: RateLimit }} options
 * @returns {Promise<Answer>}
 */
async function answer(request, client, options) {
  const { mint, bearers, models, log, tokenLimit, failureLimit } = options
  const path = pathOf(request)
  if (path === '/health' && request.method === 'GET') return { status: 200, body: { status: 'ok' } }
  if (path !== '/token') return { status: 404, body: { error: 'not-found' } }
  if (request.method !== 'POST') {
    return { status: 405, body: { error: 'post-only' }, headers: { allow: 'POST' } }
  }
  const bearer = bearerOf(request.headers.authorization ?? '', bearers)
  // Apart, so that a stranger behind the same address uses up nothing of who may be here.
  if (bearer === null) {
    const waitSeconds = failureLimit.take(networkOf(client))
    return waitSeconds > 0 ? tooMany(waitSeconds) : UNAUTHORIZED
  }
  const waitSeconds = tokenLimit.take(bearer)
  if (waitSeconds > 0) return tooMany(waitSeconds)
  const model = await readModel(request)
  if (model === null) return { status: 400, body: { error: 'bad-request' } }
  if (!models.includes(model)) return { status: 400, body: { error: 'model-not-allowed' } }
  try {
    return { status: 200, body: await mint(model) }
  } catch (error) {
    // The text of the error may quote the key: only its kind is logged.
    log({
      time: new Date().toISOString(),
      event: 'mint-failed',
      name: error instanceof Error ? error.name : 'unknown',
      status: error instanceof Error && 'status' in error ? error.status : undefined,
    })
    return { status: 502, body: { error: 'mint-failed' } }
  }
}

/**
 * The name under which a bearer is counted, or `null`. Compares with all of them, in a time that tells
 * neither how much of one is right nor how long it should be.
 *
 * @param {string} header
 * @param {readonly string[]} bearers
 * @returns {string | null}
 */
function bearerOf(header, bearers) {
  const digest = (/** @type {string} */ text) => createHash('sha256').update(text).digest()
  const given = digest(header)
  const matches = bearers.map((bearer) => timingSafeEqual(given, digest(`Bearer ${bearer}`)))
  const at = matches.indexOf(true)
  return at < 0 ? null : `bearer ${at}`
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<string | null>}
 */
async function readModel(request) {
  /** @type {Buffer[]} */
  const chunks = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  try {
    /** @type {unknown} */
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    const model = typeof body === 'object' && body !== null && 'model' in body ? body.model : null
    return typeof model === 'string' && MODEL.test(model) ? model : null
  } catch {
    return null
  }
}

/**
 * The path alone: a query may hold anything, and is not logged.
 *
 * @param {import('node:http').IncomingMessage} request
 */
const pathOf = (request) => (request.url ?? '').split('?', 1)[0]?.slice(0, 100) ?? ''

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {boolean} behindProxy
 */
function clientOf(request, behindProxy) {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return (behindProxy && forwarded ? forwarded : request.socket.remoteAddress) ?? 'unknown'
}
