import { app, type Session } from 'electron'

/** Files of ours, and what a page has made itself; a released app has no developer tools. */
const schemes = (): ReadonlySet<string> =>
  new Set(['app:', 'blob:', 'data:', ...(app.isPackaged ? [] : ['devtools:'])])

/**
 * Every session begins closed, also one that somebody makes by mistake: no requests, no
 * permissions, no devices, no capture, no files, no dictionaries. The app's own session then opens what it needs.
 */
export function closeEverySession(): void {
  app.on('session-created', closeSession)
}

function closeSession(target: Session): void {
  const allowed = schemes()
  target.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !URL.canParse(url) || !allowed.has(new URL(url).protocol) })
  })
  target.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  // `{}` would throw; `null` is a refusal that the page sees as an `AbortError`.
  target.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  // Chromium would fetch dictionaries by itself, past the handlers above and whatever a page says.
  target.setSpellCheckerLanguages([])
  target.setSpellCheckerEnabled(false)
  target.on('will-download', (event) => event.preventDefault())
}
