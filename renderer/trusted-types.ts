/**
 * The page's one Trusted Types policy, made before anything else runs. Our header asks for such
 * types: text that would become markup or script throws, and the address of a worker is asked
 * about here. The name `default` makes it hold for the workers that Vite writes.
 */
import { isOwnWorker } from './own-scripts'

if (typeof trustedTypes !== 'undefined') {
  trustedTypes.createPolicy('default', {
    createScriptURL: (url) => (isOwnWorker(url, window.location.href) ? url : null),
  })
}
