import type { Network } from '../network/network'
import type { Credentials, TokenApiVersion } from './credentials'
import type { GoogleAccounts } from './google-account'
import { fetchToken } from './token-endpoint'

/** What one dial is let in with. */
export type Pass =
  | { readonly kind: 'api-key'; readonly apiKey: string; readonly baseUrl: string }
  /** Good for one session. */
  | {
      readonly kind: 'token'
      readonly token: string
      readonly apiVersion: TokenApiVersion
      readonly baseUrl: string
    }
  | { readonly kind: 'vertex-key'; readonly apiKey: string; readonly baseUrl: string }
  | {
      readonly kind: 'vertex-account'
      readonly project: string
      readonly location: string
      readonly accessToken: string
      /** The project that is billed, where the account's file names one. */
      readonly quotaProject: string | null
      readonly baseUrl: string
    }

export interface PassOffice {
  readonly network: Network
  readonly accounts: GoogleAccounts
  readonly signal: AbortSignal
}

/** Obtains what the next dial needs: a fresh token for each. Rejects with `ConnectError`. */
export async function obtainPass(
  credentials: Credentials,
  model: string,
  { network, accounts, signal }: PassOffice,
): Promise<Pass> {
  switch (credentials.kind) {
    case 'api-key':
    case 'vertex-key':
      return credentials
    case 'token-endpoint': {
      const { endpoint, baseUrl } = credentials
      return { kind: 'token', baseUrl, ...(await fetchToken(endpoint, { model, network, signal })) }
    }
    case 'vertex-account': {
      const { project, location, credentialsFile, baseUrl } = credentials
      const account = await accounts.authorize(credentialsFile, network)
      return { kind: 'vertex-account', project, location, baseUrl, ...account }
    }
  }
}

/** What of a pass must never be read anywhere. */
export function secretOf(pass: Pass): string {
  switch (pass.kind) {
    case 'api-key':
    case 'vertex-key':
      return pass.apiKey
    case 'token':
      return pass.token
    case 'vertex-account':
      return pass.accessToken
  }
}
