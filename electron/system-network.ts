import { session } from 'electron'
import type { Network } from '@main/live/network/network'
import { readProxyRoutes } from '@main/live/network/proxy-route'

/**
 * The network as the system has it set, proxies and their scripts included: Node knows nothing of
 * those. The page's own sessions lead nowhere, so the default one is asked; it makes no requests.
 *
 * @param learn is told the password of a proxy, so that no log shows it.
 */
export const systemNetwork = (learn: (secret: string) => void): Network => ({
  resolveProxy: async (url) => {
    const list = await session.defaultSession.resolveProxy(url)
    for (const route of readProxyRoutes(list)) {
      if (route.kind !== 'direct' && route.login) learn(route.login.password)
    }
    return list
  },
})
