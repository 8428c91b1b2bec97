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
  return search === '' && hash === '' && username === '' && password === ''
}
