import { app, type WebContents } from 'electron'
import type { Log } from '@main/log'
import { findRefusedSwitch, findRefusedVariable } from './refused-switches'

/** Why a released app does not start: it names what is to be left out. */
export type Refusal =
  | { readonly reason: 'switch-refused'; readonly switch: string }
  | { readonly reason: 'variable-refused'; readonly variable: string }

/** The first of the switches and variables that a released app refuses, or `null`. */
export function refusedStart(): Refusal | null {
  const isReleased = app.isPackaged
  const name = findRefusedSwitch({
    isReleased,
    isRoot: process.getuid?.() === 0,
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
  })
  if (name !== null) return { reason: 'switch-refused', switch: name }
  const variable = findRefusedVariable({ isReleased, env: process.env })
  return variable === null ? null : { reason: 'variable-refused', variable }
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
