/** What the updater may ask of the network, and be told. Pure. */
import { isSafeAddress } from '@main/address'
import { MAX_FEED_BYTES, MAX_PACKAGE_BYTES } from '@main/updates/update-info'

/** What is sent of what the updater would send; the rest could tell one computer from another. */
const SENT_HEADERS = new Set(['accept', 'cache-control', 'range'])

/** The address of a feed with the slash that makes it a folder; `null`: it is not safe. */
export function feedFolder(address: string): string | null {
  if (!isSafeAddress(address)) return null
  const { href } = new URL(address)
  return href.endsWith('/') ? href : `${href}/`
}

/** A file that lies directly in the feed's folder, and nothing else: no other server, no redirect. */
export function isInFeed(url: string, folder: string): boolean {
  if (!URL.canParse(url)) return false
  const { origin, pathname, username, password } = new URL(url)
  const base = new URL(folder)
  if (origin !== base.origin || username !== '' || password !== '') return false
  const name = pathname.startsWith(base.pathname) ? pathname.slice(base.pathname.length) : ''
  return name !== '' && !name.includes('/')
}

/** The headers of a request: those that say what is wanted, and the name of the app. */
export function sentHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => SENT_HEADERS.has(name.toLowerCase()))
  // The same for everybody; and packed, nobody could say how long an answer gets.
  const same = { 'User-Agent': 'Sightline', 'Accept-Language': 'en', 'Accept-Encoding': 'identity' }
  return { ...Object.fromEntries(kept), ...same }
}

/**
 * Whether an answer says how long it is, and that this is not more than such a file ever has. A failure
 * of the server is let through, as it is to be told, unless it is long.
 */
export function isBounded(
  url: string,
  headers: Readonly<Record<string, string[]>> | undefined,
  statusCode: number,
): boolean {
  const valueOf = (wanted: string): string | null =>
    Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1][0] ?? null
  if (statusCode >= 300 && statusCode < 400) return true // it is refused where it leads to
  if ((valueOf('content-encoding') ?? 'identity') !== 'identity') return false
  const length = valueOf('content-length')
  if (length === null || !/^\d{1,15}$/.test(length)) return statusCode >= 400
  return Number(length) <= (isChannelFile(url) ? MAX_FEED_BYTES : MAX_PACKAGE_BYTES)
}

/** A `latest-linux.yml` of whatever system and architecture; all else is a package or its map. */
const isChannelFile = (url: string): boolean => new URL(url).pathname.endsWith('.yml')
