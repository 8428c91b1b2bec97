import type { ClientRequest } from 'electron'
import type { AppUpdater } from 'electron-updater'

/** The part of an updater that makes requests; it is there, and its types do not tell. */
interface Requesting {
  readonly httpExecutor: {
    createRequest(options: unknown, onResponse: (response: unknown) => void): ClientRequest
  }
}

/**
 * electron-updater sets no time limit to what it asks for, and cannot take it back. The answer ends all
 * that is under way, and whoever waits for it learns that.
 */
export function abortable(updater: AppUpdater): () => void {
  const { httpExecutor } = updater as unknown as Requesting
  const underWay = new Set<ClientRequest>()
  const createRequest = httpExecutor.createRequest.bind(httpExecutor)
  httpExecutor.createRequest = (options, onResponse) => {
    const request = createRequest(options, onResponse)
    underWay.add(request)
    request.once('close', () => underWay.delete(request))
    return request
  }
  return () => {
    for (const request of underWay) {
      request.abort()
      request.emit('error', new Error('net::ERR_ABORTED'))
    }
    underWay.clear()
  }
}
