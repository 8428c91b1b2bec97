/** Takes out of a text what looks like a secret, before it is logged, shown or copied. */

export const REDACTED = '[redacted]'

/** No text is looked at beyond this, in characters; the rest is dropped. */
const MAX_LENGTH = 20_000

/** As headers, URLs, JSON and forms name what must not be read by others. */
const NAMES =
  'key|token|secret|password|passwd|passphrase|pwd|authorization|credential|credentials|cookie|sig|signature'

/** What each leaves is its first group. */
const PATTERNS: readonly RegExp[] = [
  // Google's keys, old and new, its OAuth tokens, the Live API's ephemeral tokens.
  /()AIza[\w-]{30,}/g,
  /()\bAQ\.[\w-]{20,}/g,
  /()\bya29\.[\w.-]{10,}/g,
  /()auth_tokens\/[^\s"'&]+/g,
  // A private key, whole or cut off; in JSON its line ends are written \n.
  /()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  // A JSON web token.
  /()\beyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  // Schemes of the Authorization header.
  /(\bbearer\s+)[^\s"',;]{4,}/gi,
  /(\bbasic\s+)[\w+/-]{12,}={0,2}/gi,
  // Name and password in an address, as of a proxy.
  /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"']{1,300}@/gi,
]

/** `name: value` and `name=value`; the value may be quoted, and within JSON the quotes escaped. */
const NAMED = new RegExp(
  `((?:${NAMES})\\\\?["']?\\s{0,5}[=:]\\s{0,5})(?:(\\\\?["'])([\\s\\S]*?)(\\2|$)|[^\\s"'&,;}]+)`,
  'gi',
)

/** Runs that no word has: hashes, handles, keys that nothing above knows. */
const LONG_RUN = /[\w-]{40,}/g

/** Replaces whatever looks like a key, a token or a password. */
export function redact(text: string): string {
  const cleaned = PATTERNS.reduce(
    (result, pattern) => result.replace(pattern, `$1${REDACTED}${isAddress(pattern) ? '@' : ''}`),
    text.slice(0, MAX_LENGTH),
  )
  return cleaned
    .replace(NAMED, (_all, name: string, open?: string, _value?: string, close?: string) =>
      open === undefined ? `${name}${REDACTED}` : `${name}${open}${REDACTED}${close ?? ''}`,
    )
    .replace(LONG_RUN, (run) => (/\d/.test(run) && /[a-z]/i.test(run) ? REDACTED : run))
}

const isAddress = (pattern: RegExp): boolean => pattern.source.endsWith('@')
