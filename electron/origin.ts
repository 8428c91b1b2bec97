/** The scheme under which the window's files are served, and the one host that it has. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'bundle'
/** As `WebFrameMain.origin` gives it. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
export const APP_PAGE = `${APP_ORIGIN}/index.html`
/** The page that lets the user choose a part of a screen. */
export const REGION_PAGE = `${APP_ORIGIN}/region.html`

/** The page that stands in for the window when that cannot be kept up. */
export const SAFE_MODE_PAGE = `${APP_ORIGIN}/safe-mode.html`

/** Whether a URL, or an origin written as one, is ours. Parsed, never compared as a prefix. */
export function isOurUrl(text: string | undefined): boolean {
  if (text === undefined || !URL.canParse(text)) return false
  const { protocol, host, username, password } = new URL(text)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === ''
}
