import { session } from 'electron'
import type { Network } from '@main/live/network/network'

/**
 * The network as the system has it set, proxies and their scripts included: Node knows nothing of
 * those. The page's own sessions lead nowhere, so the default one is asked; it makes no requests.
 */
export const systemNetwork = (): Network => ({
  resolveProxy: (url) => session.defaultSession.resolveProxy(url),
})
