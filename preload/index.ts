/**
 * The only bridge between a page and the main process. One function per message, none that takes
 * a channel's name; the sandboxed preload bundles channel strings and types, no validator.
 */
import { contextBridge, ipcRenderer } from 'electron'
import {
  MEDIA_PORT_CHANNEL,
  MEDIA_PORT_MESSAGE,
  PUSH_CHANNELS,
  REQUEST_CHANNELS,
} from '@contract/channels'

type AnyFunction = (argument?: unknown) => unknown

const requests: Record<string, AnyFunction> = Object.fromEntries(
  Object.entries(REQUEST_CHANNELS).map(([name, channel]) => [
    name,
    (argument?: unknown) => ipcRenderer.invoke(channel, argument) as Promise<unknown>,
  ]),
)

/** The listener never sees Electron's event, which would hand the sender to the page. */
function listen(channel: string, listener: unknown): () => void {
  if (typeof listener !== 'function') throw new TypeError('A listener must be a function')
  const deliver = (_event: unknown, payload: unknown): void => {
    ;(listener as AnyFunction)(payload)
  }
  ipcRenderer.on(channel, deliver)
  return () => {
    ipcRenderer.removeListener(channel, deliver)
  }
}

const pushes: Record<string, AnyFunction> = Object.fromEntries(
  Object.entries(PUSH_CHANNELS).map(([name, channel]) => [
    `on${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    (listener?: unknown) => listen(channel, listener),
  ]),
)

contextBridge.exposeInMainWorld('sightline', { ...requests, ...pushes })

// Ports cannot cross contextBridge; the page posts them to its own window and they go on to main.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || typeof event.data !== 'object' || event.data === null) return
  const { type, lane } = event.data as { type?: unknown; lane?: unknown }
  if (type !== MEDIA_PORT_MESSAGE || typeof lane !== 'string') return
  ipcRenderer.postMessage(MEDIA_PORT_CHANNEL, lane, [...event.ports])
})
