import type { ClientRequest } from 'electron'
import type { AppUpdater } from 'electron-updater'

interface Response {
  once(event: 'end' | 'error' | 'aborted', listener: () => void): unknown
}

/** The part of an updater that makes requests; it is there, and its types do not tell. */
interface Requesting {
  readonly httpExecutor: {
    createRequest(options: unknown, onResponse: (response: Response) => void): ClientRequest
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
    const request = createRequest(options, (response) => {
      for (const end of ['end', 'error', 'aborted'] as const) response.once(end, forget)
      onResponse(response)
    })
    // Its own `close` says that nothing more is sent, not that nothing more is received.
    const forget = (): void => void underWay.delete(request)
    request.once('error', forget)
    underWay.add(request)
    return request
  }
  return () => {
    for (const request of [...underWay]) {
      request.abort()
      request.emit('error', new Error('net::ERR_ABORTED'))
    }
    underWay.clear()
  }
}
