/** By which version of the API a token was minted, and must be used. */
export type TokenApiVersion = 'v1alpha' | 'v1beta'

/** An organisation's service that mints tokens; docs/token-endpoint.md says what is asked of it. */
export interface TokenEndpoint {
  readonly url: string
  /** A bearer token, or a whole header such as `X-Api-Key: …`; `null`: the service wants none. */
  readonly secret: string | null
  /** For answers that do not say it. */
  readonly apiVersion: TokenApiVersion
}

/** What a connection is made with: where, and by what right. A base URL has no trailing slash. */
export type Credentials =
  | { readonly kind: 'api-key'; readonly apiKey: string; readonly baseUrl: string }
  | { readonly kind: 'token-endpoint'; readonly endpoint: TokenEndpoint; readonly baseUrl: string }
  /** Vertex AI with a key alone, which Google calls express mode. */
  | { readonly kind: 'vertex-key'; readonly apiKey: string; readonly baseUrl: string }
  | {
      readonly kind: 'vertex-account'
      readonly project: string
      readonly location: string
      /** A file of credentials as `gcloud auth application-default login` writes it. */
      readonly credentialsFile: string
      readonly baseUrl: string
    }

/** Whether a session of one may be resumed with the other. */
export function isSameAccess(a: Credentials, b: Credentials): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
