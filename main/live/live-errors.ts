import { appError, type AppError } from '@contract/errors'
import type { AccountProblem } from './credentials/google-account'
import type { TokenProblem } from './credentials/token-endpoint'
import type { ProxyProblem } from './network/proxy-agents'

/** How a connection came to its end, or failed to begin. */
export type ConnectionFailure =
  /** The server closed the socket. */
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  /** The HTTP upgrade was answered with another status than 101. */
  | {
      readonly kind: 'upgrade-refused'
      readonly status: number
      /** How long to wait before the next try, in ms, where the server says so. */
      readonly retryAfterMs?: number
    }
  /** The socket never opened or broke; `code` is Node's, such as `ECONNREFUSED`. */
  | { readonly kind: 'network'; readonly code: string }
  /** The proxy did not lead to the server. */
  | ({ readonly kind: 'proxy' } & ProxyProblem)
  /** The organisation's service gave no token for this connection. */
  | {
      readonly kind: 'token'
      readonly why: TokenProblem
      readonly detail: string
      readonly retryAfterMs?: number
    }
  /** The account of Google's could not be used. */
  | { readonly kind: 'account'; readonly why: AccountProblem; readonly detail: string }
  /** The server does not accept the token or the account with which we came. */
  | { readonly kind: 'access-refused'; readonly by: 'token' | 'account'; readonly detail: string }
  /** A step took longer than it may; `dial`: all up to the setup, before a server was reached. */
  | { readonly kind: 'timeout'; readonly step: 'dial' | 'open' | 'setup' | 'sign-of-life' }
  /** Too much of what the server sent could not be read. */
  | { readonly kind: 'unreadable' }
  /** What was to be sent could not be made into a message. */
  | { readonly kind: 'setup-unusable'; readonly detail: string }

/** Why a dial did not give a connection. */
export class ConnectError extends Error {
  constructor(readonly failure: ConnectionFailure) {
    super(`Live connection failed: ${failure.kind}`)
  }
}

/**
 * Meanings of a close by its reason text, which tells more than the code: 1007, 1008 and 1011 each
 * stand for several. Texts as reported by clients of the real service.
 */
const MEANINGS: readonly (readonly [RegExp, AppError['reason']])[] = [
  [/concurrent se/i, 'server-busy'],
  [/quota|billing|exhausted/i, 'quota-exhausted'],
  [/api.?key|unregistered callers|permission denied|unauthenticated/i, 'key-refused'],
  [/\btoken\b.{0,40}\b(expired|not valid|invalid|exceeded|already)/i, 'key-refused'],
  [/location is not supported/i, 'location-not-supported'],
  [/not found for api version|is not supported for bidi/i, 'model-not-available'],
  [/invalid argument|cannot extract voices|invalid value|unknown name/i, 'setup-refused'],
]

const TIMEOUT_DETAILS = {
  dial: 'no way to the server in time',
  open: 'no connection',
  setup: 'no setup',
  'sign-of-life': 'no sign of life',
} as const

const PROXY_REASONS = {
  unreachable: 'proxy-unreachable',
  login: 'proxy-login',
  refused: 'proxy-refused',
  'no-way': 'server-unreachable',
} as const satisfies Record<ProxyProblem['why'], AppError['reason']>

const TOKEN_REASONS = {
  refused: 'token-service-refused',
  busy: 'token-service-busy',
  failed: 'token-service-failed',
  unreachable: 'token-service-unreachable',
  unusable: 'token-unusable',
  expired: 'token-expired',
} as const satisfies Record<TokenProblem, AppError['reason']>

const ACCOUNT_REASONS = {
  'file-missing': 'account-file-missing',
  'file-unusable': 'account-file-unusable',
  refused: 'account-refused',
  unreachable: 'server-unreachable',
} as const satisfies Record<AccountProblem, AppError['reason']>

const REFUSED_REASONS = {
  token: 'token-not-accepted',
  account: 'account-not-allowed',
} as const satisfies Record<string, AppError['reason']>

/** Says of a refused key what it was, where it was no key. */
export function refusalOf(failure: ConnectionFailure, by: 'token' | 'account'): ConnectionFailure {
  const { reason, detail = '' } = describeFailure(failure)
  return reason === 'key-refused' ? { kind: 'access-refused', by, detail } : failure
}

/** Without the secret, which the service quotes when it refuses one: 'api_key:AIza… is suspended'. */
export function withoutSecret(failure: ConnectionFailure, secret: string): ConnectionFailure {
  if (failure.kind !== 'closed' || secret.length < 8) return failure
  // A long reason arrives cut, and what it quotes with it.
  const reason = failure.reason
    .replaceAll(secret, '…')
    .replaceAll(/\bAIza[\w-]+|\bauth_tokens\/[\w.-]+|\bya29\.[\w.-]+/g, '…')
  return { ...failure, reason }
}

/** A failure in the app's terms. */
export function describeFailure(failure: ConnectionFailure): AppError {
  switch (failure.kind) {
    case 'closed':
      return describeClose(failure.code, failure.reason)
    case 'upgrade-refused':
      return describeStatus(failure.status)
    case 'network':
      return describeNetwork(failure.code)
    case 'proxy':
      return appError(PROXY_REASONS[failure.why], failure.detail)
    case 'token':
      return appError(TOKEN_REASONS[failure.why], failure.detail)
    case 'account':
      return appError(ACCOUNT_REASONS[failure.why], failure.detail)
    case 'access-refused':
      return appError(REFUSED_REASONS[failure.by], failure.detail)
    case 'timeout':
      return appError('server-timeout', TIMEOUT_DETAILS[failure.step])
    case 'unreadable':
      return appError('connection-lost', 'unreadable messages')
    case 'setup-unusable':
      return appError('setup-refused', failure.detail)
  }
}

/** Whether the server asks for patience: too many sessions of this key, or too many requests. */
export const isServerBusy = (failure: ConnectionFailure): boolean =>
  describeFailure(failure).reason === 'server-busy'

function describeClose(code: number, reason: string): AppError {
  const detail = reason === '' ? `code ${code}` : `${reason} (code ${code})`
  const meaning = MEANINGS.find(([pattern]) => pattern.test(reason))
  if (meaning) return appError(meaning[1], detail)
  if (code === 1007) return appError('setup-refused', detail)
  if (code === 1008) return appError('server-refused', detail)
  if (code === 1011) return appError('server-error', detail)
  return appError('connection-lost', detail)
}

function describeStatus(status: number): AppError {
  const detail = `HTTP ${status}`
  if (status === 401 || status === 403) return appError('key-refused', detail)
  if (status === 404) return appError('server-refused', detail)
  if (status === 429) return appError('server-busy', detail)
  return appError('server-error', detail)
}

/** Not before its time, or after it: most often the clock of this computer is wrong. */
const WRONG_DATES: ReadonlySet<string> = new Set(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'])

function describeNetwork(code: string): AppError {
  if (WRONG_DATES.has(code)) return appError('certificate-date', code)
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|SSL/.test(code)
    ? appError('certificate-refused', code)
    : appError('server-unreachable', code)
}
