import tls, { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'

/** How every TLS connection of ours checks who is there. */
export interface TlsTrust {
  /** Said here, `NODE_TLS_REJECT_UNAUTHORIZED` has no say. */
  readonly rejectUnauthorized: true
  /** Left out: Node's own list of authorities alone. */
  readonly secureContext?: SecureContext
}

/** Node's from 22.15 on; what the app must also run on is older. */
interface AuthorityReader {
  getCACertificates(type: 'default' | 'system'): readonly string[]
}

const NODES_OWN: TlsTrust = { rejectUnauthorized: true }

/**
 * Trusts the system's authorities beside those that Node brings along, as a company puts its own one
 * into the system. Where Node cannot tell of the system's, or they cannot be used, it is Node's alone.
 *
 * @param source Node's `tls`, or what stands in for it in a test.
 */
export function trustOf(source: object): TlsTrust {
  if (!isAuthorityReader(source)) return NODES_OWN
  try {
    const read = (type: 'default' | 'system'): readonly string[] => source.getCACertificates(type)
    const ca = [...new Set([...rootCertificates, ...read('default'), ...read('system')])]
    return { ...NODES_OWN, secureContext: createSecureContext({ ca }) }
  } catch {
    return NODES_OWN
  }
}

let known: TlsTrust | null = null

/** The system is asked once in a run: it takes a while, and holds up all else. */
export const systemTrust = (): TlsTrust => (known ??= trustOf(tls))

const isAuthorityReader = (source: object): source is AuthorityReader =>
  'getCACertificates' in source && typeof source.getCACertificates === 'function'
