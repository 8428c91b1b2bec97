import { z } from 'zod'
import { ConnectError, type ConnectionFailure } from '../live-errors'
import type { Network } from '../network/network'
import { postJson, type JsonAnswer } from '../network/post-json'
import type { TokenApiVersion, TokenEndpoint } from './credentials'

/** Why a token service gave no token that can be used. */
export type TokenProblem =
  /** It does not accept what we authorise ourselves with. */
  | 'refused'
  /** It asks us to wait. */
  | 'busy'
  /** It has trouble of its own. */
  | 'failed'
  | 'unreachable'
  /** What it answered is no token as the documentation wants it. */
  | 'unusable'
  | 'expired'

const answerSchema = z.object({
  token: z.string().optional(),
  /** As Google's own answer to `auth_tokens` calls it. */
  name: z.string().optional(),
  expireTime: z.iso.datetime({ offset: true }).nullish(),
  newSessionExpireTime: z.iso.datetime({ offset: true }).nullish(),
  apiVersion: z.enum(['v1alpha', 'v1beta']).nullish(),
})

/** What Google calls a token; nothing in it may end a query or a header. */
const TOKEN = /^auth_tokens\/[\w.~-]{1,4096}$/

/** A secret that is a whole header. */
const HEADER = /^([A-Za-z0-9-]{1,64}):\s*(\S.*)$/

interface TokenRequest {
  /** Id of the model that the session is for. */
  readonly model: string
  readonly network: Network
  readonly signal: AbortSignal
}

export interface FreshToken {
  readonly token: string
  readonly apiVersion: TokenApiVersion
}

/** Asks an organisation's service for a fresh token. Rejects with `ConnectError`. */
export async function fetchToken(
  { url, secret, apiVersion }: TokenEndpoint,
  { model, network, signal }: TokenRequest,
): Promise<FreshToken> {
  const headers = secret === null ? {} : authorization(secret)
  const answer = await postJson({ url, headers, body: { model }, network, signal })
  const token = readTokenAnswer(answer, apiVersion, Date.now())
  if ('kind' in token) throw new ConnectError(token)
  return token
}

function authorization(secret: string): Record<string, string> {
  const [, name, value] = HEADER.exec(secret) ?? []
  return name === undefined || value === undefined
    ? { authorization: `Bearer ${secret}` }
    : { [name]: value }
}

/** Judges an answer at the time `now`, in ms since the epoch. Pure. */
export function readTokenAnswer(
  answer: JsonAnswer,
  apiVersion: TokenApiVersion,
  now: number,
): FreshToken | ConnectionFailure {
  switch (answer.kind) {
    case 'answered':
      return answer.status === 200
        ? readToken(answer.text, apiVersion, now)
        : refusal(answer.status, answer.retryAfterMs)
    case 'proxy':
      return answer
    case 'network':
      return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|SSL/.test(answer.code)
        ? { kind: 'network', code: answer.code }
        : failure('unreachable', answer.code)
    case 'timeout':
      return failure('unreachable', 'no answer in 8 s')
    case 'too-large':
      return failure('unusable', 'the answer is too large')
  }
}

function readToken(
  text: string,
  apiVersion: TokenApiVersion,
  now: number,
): FreshToken | ConnectionFailure {
  const parsed = answerSchema.safeParse(parseJson(text))
  if (!parsed.success) return failure('unusable', 'not the JSON that is documented')
  const { token = parsed.data.name, expireTime, newSessionExpireTime } = parsed.data
  if (token === undefined || !TOKEN.test(token)) return failure('unusable', 'no token in it')
  const isOver = (time: string | null | undefined): boolean => !!time && Date.parse(time) <= now
  if (isOver(expireTime) || isOver(newSessionExpireTime)) return failure('expired', '')
  return { token, apiVersion: parsed.data.apiVersion ?? apiVersion }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refusal(status: number, retryAfterMs: number | null): ConnectionFailure {
  const detail = `HTTP ${status}`
  if (status === 401 || status === 403) return failure('refused', detail)
  if (status !== 429 && status < 500) return failure('unusable', detail)
  const problem = failure(status === 429 ? 'busy' : 'failed', detail)
  return retryAfterMs === null ? problem : { ...problem, retryAfterMs }
}

const failure = (
  why: TokenProblem,
  detail: string,
): Extract<ConnectionFailure, { kind: 'token' }> => ({ kind: 'token', why, detail })
