import { readProxyRoutes } from './proxy-route'
import { Tunnel } from './tunnel'

/** What the engine asks the shell about the network. */
export interface Network {
  /**
   * The system's proxy for a URL, in the words of a proxy script, such as
   * `PROXY proxy.example:3128; DIRECT`. A login may stand before the host: `PROXY me:secret@host:80`.
   */
  resolveProxy(url: string): Promise<string>
}

/** Straight out, as in a test. */
export const NO_PROXY: Network = { resolveProxy: () => Promise.resolve('DIRECT') }

/**
 * The way out to a URL: a tunnel through the system's proxies, or `null` for none. Where the system
 * does not tell, there is no proxy.
 */
export async function openTunnel(network: Network, url: string): Promise<Tunnel | null> {
  const list = await network.resolveProxy(url).catch(() => 'DIRECT')
  const routes = readProxyRoutes(list)
  return routes.every(({ kind }) => kind === 'direct') ? null : new Tunnel(routes)
}
