import { session } from 'electron'
import { isBounded, isInFeed, sentHeaders } from './feed-rules'

/** By this name electron-updater asks for the session of its requests. */
const PARTITION = 'electron-updater'

/**
 * The one session that reaches the network: from the main process alone, and only the files of this
 * folder. No page has it. It comes closed (`closed-session.ts`); what is opened here is replaced there.
 * The system's proxy is used.
 */
export function openFeedSession(folder: string): void {
  const { webRequest } = session.fromPartition(PARTITION, { cache: false })
  webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isInFeed(url, folder) })
  })
  webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
    callback({ requestHeaders: sentHeaders(requestHeaders) })
  })
  webRequest.onHeadersReceived(({ url, responseHeaders, statusCode }, callback) => {
    callback({ cancel: !isBounded(url, responseHeaders, statusCode) })
  })
}
