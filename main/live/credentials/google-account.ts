import { open, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import {
  JWT,
  UserRefreshClient,
  type OAuth2Client,
  type UserRefreshClientOptions,
} from 'google-auth-library'
import { z } from 'zod'
import { ConnectError } from '../live-errors'
import { openTunnel, type Network } from '../network/network'
import { directAgent } from '../network/tunnel'

/** Why an account of Google's could not be used. */
export type AccountProblem = 'file-missing' | 'file-unusable' | 'refused' | 'unreachable'

export interface Authorization {
  readonly accessToken: string
  readonly quotaProject: string | null
}

/** What the library is told about its requests; tests lead them to a server of their own. */
export type Transport = NonNullable<UserRefreshClientOptions['transporterOptions']>

const SCOPES = ['https://www.googleapis.com/auth/cloud-platform']
/** For an answer of Google's sign-in, in ms. */
const LIMIT_MS = 8_000
/** A token that is good for less than this, in ms, is not used for another dial. */
const SPARE_MS = 300_000
/** Google's own are of 3 KB. */
const MAX_FILE_BYTES = 64 * 1024

/**
 * The two kinds of file whose tokens come from Google's own sign-in alone. The others name servers or
 * programs of their own, which a file should not decide on.
 */
const fileSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('authorized_user'),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    refresh_token: z.string().min(1),
    quota_project_id: z.string().min(1).optional(),
  }),
  z.object({
    type: z.literal('service_account'),
    client_email: z.string().min(1),
    private_key: z.string().min(1),
    private_key_id: z.string().optional(),
    quota_project_id: z.string().min(1).optional(),
  }),
])
type CredentialsFile = z.infer<typeof fileSchema>

interface Granted extends Authorization {
  /** In ms since the epoch. */
  readonly until: number
}

/** Signs in with files of credentials; what was granted is used again while it is good. */
export class GoogleAccounts {
  readonly #transport: Transport
  readonly #granted = new Map<string, Granted>()

  constructor(transport: Transport = {}) {
    this.#transport = transport
  }

  /** Signs in with the credentials of a file. Rejects with `ConnectError`. */
  async authorize(path: string, network: Network): Promise<Authorization> {
    const text = await readCredentials(path)
    // The content, not the path: the user may have signed in as somebody else.
    const known = this.#granted.get(text)
    if (known && known.until - Date.now() > SPARE_MS) return known
    const file = parseCredentials(text)
    const granted = await this.#signIn(file, network)
    this.#granted.clear()
    this.#granted.set(text, granted)
    return granted
  }

  async #signIn(file: CredentialsFile, network: Network): Promise<Granted> {
    const tunnel = await openTunnel(network, 'https://oauth2.googleapis.com')
    const client = clientOf(file, {
      agent: tunnel?.agent ?? directAgent(),
      timeout: LIMIT_MS,
      ...this.#transport,
    })
    try {
      const { token } = await client.getAccessToken()
      if (!token) throw new ConnectError({ kind: 'account', why: 'refused', detail: 'no token' })
      return {
        accessToken: token,
        quotaProject: file.quota_project_id ?? null,
        until: client.credentials.expiry_date ?? 0,
      }
    } catch (error) {
      const problem = tunnel?.problem ?? null
      throw new ConnectError(problem === null ? failureOf(error) : { kind: 'proxy', ...problem })
    } finally {
      tunnel?.abort()
    }
  }
}

function clientOf(file: CredentialsFile, transporterOptions: Transport): OAuth2Client {
  if (file.type === 'authorized_user') {
    return new UserRefreshClient({
      clientId: file.client_id,
      clientSecret: file.client_secret,
      refreshToken: file.refresh_token,
      transporterOptions,
    })
  }
  return new JWT({
    email: file.client_email,
    key: file.private_key,
    ...(file.private_key_id === undefined ? {} : { keyId: file.private_key_id }),
    scopes: SCOPES,
    transporterOptions,
  })
}

/**
 * The path may be one that the window named: no share of another computer is asked for it, no device
 * is opened, and no large file is read.
 */
async function readCredentials(path: string): Promise<string> {
  if (!isLocalPath(path)) throw accountError('file-unusable')
  try {
    return await readSmallFile(path)
  } catch (error) {
    if (error instanceof ConnectError) throw error
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw accountError(isMissing ? 'file-missing' : 'file-unusable')
  }
}

/** Absolute, and neither on another computer nor a device, as Windows names them: `\\?\`. */
const isLocalPath = (path: string): boolean => isAbsolute(path) && !/^[\\/]{2}/.test(path)

async function readSmallFile(path: string): Promise<string> {
  // Before it is opened: opening a pipe waits for whoever writes to it.
  const found = await stat(path)
  if (!found.isFile() || found.size > MAX_FILE_BYTES) throw accountError('file-unusable')
  const file = await open(path)
  try {
    // It may have grown since.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_FILE_BYTES + 1))
    if (bytesRead > MAX_FILE_BYTES) throw accountError('file-unusable')
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

const accountError = (why: AccountProblem): ConnectError =>
  new ConnectError({ kind: 'account', why, detail: '' })

function parseCredentials(text: string): CredentialsFile {
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    // The text of the error would quote the file.
    throw accountError('file-unusable')
  }
}

/** The error holds the request, and with it the secret: only its code leaves. */
function failureOf(error: unknown): ConnectError['failure'] {
  if (error instanceof ConnectError) return error.failure
  const { response, code } = error as {
    response?: { status?: number; data?: unknown }
    code?: unknown
  }
  if (response?.status !== undefined) {
    const why = response.status < 500 && response.status !== 429 ? 'refused' : 'unreachable'
    return { kind: 'account', why, detail: oauthCode(response.data) ?? `HTTP ${response.status}` }
  }
  if (error instanceof Error && /DECODER|PEM|asymmetric|private key/i.test(error.message)) {
    return { kind: 'account', why: 'file-unusable', detail: '' }
  }
  const detail = typeof code === 'string' ? code : 'no answer'
  return { kind: 'account', why: 'unreachable', detail }
}

/** Such as `invalid_grant`. */
function oauthCode(data: unknown): string | null {
  const parsed = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) }).safeParse(data)
  return parsed.success ? parsed.data.error : null
}
