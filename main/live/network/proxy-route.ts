/** How a connection leaves this computer. */
export type ProxyRoute =
  | { readonly kind: 'direct' }
  | {
      /** `http` and `https`: a CONNECT proxy, itself reached without or with TLS. */
      readonly kind: 'http' | 'https' | 'socks4' | 'socks5'
      readonly host: string
      readonly port: number
      readonly login: ProxyLogin | null
    }

export interface ProxyLogin {
  readonly user: string
  readonly password: string
}

const KINDS: Readonly<Record<string, Exclude<ProxyRoute['kind'], 'direct'>>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}
const DEFAULT_PORTS = { http: 80, https: 443, socks4: 1080, socks5: 1080 } as const
const DIRECT: ProxyRoute = { kind: 'direct' }

/** More are not tried for one connection. */
const MOST_ROUTES = 5

/**
 * Reads the usable entries of what a proxy script answers, such as `PROXY proxy.example:3128; DIRECT`,
 * in the order in which they are to be tried; none stands behind a direct one.
 */
export function readProxyRoutes(text: string): readonly ProxyRoute[] {
  const entries = text.split(';').map((entry) => entry.trim())
  if (entries.every((entry) => entry === '')) return [DIRECT]
  const usable = entries.map(readEntry).filter((route) => route !== null)
  const direct = usable.findIndex(({ kind }) => kind === 'direct')
  return usable.slice(0, direct < 0 ? MOST_ROUTES : Math.min(direct + 1, MOST_ROUTES))
}

function readEntry(entry: string): ProxyRoute | null {
  const [name = '', place = ''] = entry.split(/\s+/, 2)
  if (name.toUpperCase() === 'DIRECT') return DIRECT
  const kind = KINDS[name.toUpperCase()]
  // With a scheme that `URL` does not know the default port of, so that every port is kept.
  if (kind === undefined || place === '' || !URL.canParse(`proxy://${place}`)) return null
  const { hostname, port, username, password } = new URL(`proxy://${place}`)
  if (hostname === '') return null
  return {
    kind,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? DEFAULT_PORTS[kind] : Number(port),
    login: username === '' ? null : { user: decode(username), password: decode(password) },
  }
}

/** A stray percent sign is taken as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
