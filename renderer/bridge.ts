/** The only file of the renderer that touches what the preload exposes. */
import { MEDIA_PORT_MESSAGE } from '@contract/channels'
import type { MediaPortMessage, SightlineApi } from '@contract/ipc'
import type { MediaLane } from '@contract/media'

declare global {
  interface Window {
    readonly sightline: SightlineApi
  }
}

/** Requests to main, and pushes from it. Every request resolves to a `Result`; none rejects. */
export const sightline: SightlineApi = window.sightline

/** Makes a media lane: one end goes to main, the other is returned for a worklet or worker. */
export function openMediaLane(lane: MediaLane): MessagePort {
  const { port1, port2 } = new MessageChannel()
  const message: MediaPortMessage = { type: MEDIA_PORT_MESSAGE, lane }
  window.postMessage(message, window.location.origin, [port2])
  return port1
}
