import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Close, close } from './close-reasons'

/** What a token is worth when its request does not say it, in ms: as the service documents. */
const DEFAULTS = { sessionMs: 60_000, lifeMs: 30 * 60_000, uses: 1 } as const
/** No later than this may a token end, in ms. */
const LATEST_MS = 20 * 3_600_000
const MAX_BODY_BYTES = 64 * 1024

interface Minted {
  usesLeft: number
  readonly newSessionUntil: number
  readonly until: number
}

const TOKEN_CLOSES = {
  unknown: close(1008, 'Auth token not valid. Please pass a valid auth token.'),
  used: close(1008, 'Auth token has no uses left: it was already used.'),
  expired: close(1008, 'Auth token expired.'),
} as const

/** The ephemeral tokens of a server: what was minted, and what is left of it. */
export class TokenMint {
  private readonly tokens = new Map<string, Minted>()

  /** How many tokens were minted. */
  get count(): number {
    return this.tokens.size
  }

  /** Mints a token as the body of `POST …/auth_tokens` wants it; null when it cannot be had. */
  mint(body: unknown, now: number): { name: string; expireTime: string } | null {
    const wants = isRecord(body) ? body : {}
    const until = timeOf(wants['expireTime'], now + DEFAULTS.lifeMs)
    const newSessionUntil = timeOf(wants['newSessionExpireTime'], now + DEFAULTS.sessionMs)
    const uses = wants['uses'] ?? DEFAULTS.uses
    const isPossible = (time: number): boolean => time > now && time <= now + LATEST_MS
    if (!isPossible(until) || !isPossible(newSessionUntil)) return null
    if (typeof uses !== 'number' || !Number.isInteger(uses) || uses < 0) return null
    const name = `auth_tokens/${randomUUID()}`
    // 0 stands for any number of uses.
    this.tokens.set(name, { usesLeft: uses || Infinity, newSessionUntil, until })
    return { name, expireTime: new Date(until).toISOString() }
  }

  /** Takes a token at the door; why it is not good, or null. */
  redeem(name: string, now: number): Close | null {
    const token = this.tokens.get(name)
    if (token === undefined) return TOKEN_CLOSES.unknown
    if (now >= token.until || now >= token.newSessionUntil) return TOKEN_CLOSES.expired
    if (token.usesLeft === 0) return TOKEN_CLOSES.used
    token.usesLeft -= 1
    return null
  }
}

/** Reads a JSON body; undefined when it is none, or too large. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > MAX_BODY_BYTES) return undefined
    chunks.push(chunk as Buffer)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown
  } catch {
    return undefined
  }
}

/** A time as RFC 3339 writes it, in ms since the epoch; NaN for anything else. */
function timeOf(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise
  return typeof value === 'string' ? Date.parse(value) : NaN
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
