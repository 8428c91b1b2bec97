import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Network } from './network'
import { openTunnel } from './network'
import { readRetryAfter } from './retry-after'
import type { ProxyProblem } from './proxy-agents'
import { directAgent, type Tunnel } from './tunnel'

/** Time for an answer, in ms, and its size, in bytes. */
const LIMITS = { ms: 8_000, bytes: 64 * 1024 } as const

export interface JsonPost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: object
  readonly network: Network
  readonly signal: AbortSignal
}

export type JsonAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly text: string
      readonly retryAfterMs: number | null
    }
  | ({ readonly kind: 'proxy' } & ProxyProblem)
  /** `code` is Node's, such as `ECONNREFUSED`. */
  | { readonly kind: 'network'; readonly code: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'too-large' }

/**
 * Posts an object and reads a short answer. Redirects are not followed, certificates always checked,
 * and no connection is kept. Never rejects; when the signal ends it, the answer is `network`.
 */
export async function postJson(post: JsonPost): Promise<JsonAnswer> {
  const tunnel = await openTunnel(post.network, post.url)
  try {
    return await exchange(post, tunnel)
  } catch (error) {
    // An address or a header that Node does not take; the text of the error would quote it.
    return { kind: 'network', code: codeOf(error) }
  } finally {
    tunnel?.abort()
  }
}

async function exchange(post: JsonPost, tunnel: Tunnel | null): Promise<JsonAnswer> {
  const { headers, body, signal } = post
  // The scheme may be written in capitals.
  const url = new URL(post.url)
  const isSecure = url.protocol === 'https:'
  const text = JSON.stringify(body)
  return new Promise((resolve) => {
    const request = (isSecure ? requestHttps : requestHttp)(url, {
      method: 'POST',
      signal,
      agent: tunnel?.agent ?? (isSecure ? directAgent() : false),
      rejectUnauthorized: true,
      headers: {
        ...headers,
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      },
    })
    const limit = setTimeout(() => end({ kind: 'timeout' }), LIMITS.ms)
    const end = (answer: JsonAnswer): void => {
      clearTimeout(limit)
      resolve(answer)
      request.destroy()
    }
    request.on('response', (response) => read(response, end))
    // The text of an error may hold the address: only the code is kept.
    request.on('error', (error) => {
      const problem = tunnel?.problem ?? null
      end(
        problem === null ? { kind: 'network', code: codeOf(error) } : { kind: 'proxy', ...problem },
      )
    })
    request.end(text)
  })
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ERROR'

function read(response: IncomingMessage, end: (answer: JsonAnswer) => void): void {
  const chunks: Buffer[] = []
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > LIMITS.bytes) end({ kind: 'too-large' })
    else chunks.push(chunk)
  })
  response.on('end', () =>
    end({
      kind: 'answered',
      status: response.statusCode ?? 0,
      text: Buffer.concat(chunks).toString('utf8'),
      retryAfterMs: readRetryAfter(response.headers['retry-after'], Date.now()),
    }),
  )
  response.on('error', () => end({ kind: 'network', code: 'ECONNRESET' }))
}
