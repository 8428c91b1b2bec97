/** What a connection is made with: where, and by what right. */
export type Credentials = {
  readonly kind: 'api-key'
  readonly apiKey: string
  /** HTTP(S) base without a trailing slash. */
  readonly baseUrl: string
}
