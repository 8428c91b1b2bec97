import { app, type WebContents } from 'electron'
import type { Log } from '@main/log'
import { findRefusedSwitch } from './refused-switches'

/** The first of the switches that a released app refuses, or `null`. */
export function refusedSwitch(): string | null {
  return findRefusedSwitch({
    isReleased: app.isPackaged,
    isRoot: process.getuid?.() === 0,
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
  })
}

/** Turns the sandbox on for every process, unless the person has turned it off (root must). */
export function enableSandbox(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

/** No contents of any kind navigate away, open windows or embed others. */
export function hardenContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    keepInPlace(contents, log)
  })
}

function keepInPlace(contents: WebContents, log: Log): void {
  const refuse = (reason: string) => (event: { preventDefault(): void }) => {
    event.preventDefault()
    log.warn('navigation-refused', { reason })
  }
  contents.on('will-navigate', refuse('navigate'))
  contents.on('will-frame-navigate', refuse('frame'))
  contents.on('will-redirect', refuse('redirect'))
  contents.on('will-attach-webview', refuse('webview'))
  // Only through a proxy, and the session's proxy leads nowhere: WebRTC has no other way out.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => {
    log.warn('navigation-refused', { reason: 'window' })
    return { action: 'deny' }
  })
}
