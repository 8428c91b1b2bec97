/** Of a name in the DNS, in characters. */
const LONGEST_HOST = 253

/** Whether a host is this computer, spelled in a way that no name server decides on. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/**
 * Whether secrets may be sent to an address: by HTTPS, or on this computer, and with no query and no
 * credentials in it, which would end in logs.
 */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username, password } = new URL(text)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) return false
  if (hostname.length > LONGEST_HOST) return false
  return search === '' && hash === '' && username === '' && password === ''
}

/** Scheme, host (in ASCII, so that no letter passes for another) and port; empty for no address. */
export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')
