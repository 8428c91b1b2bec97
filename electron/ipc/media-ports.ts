import type { MessagePortMain } from 'electron'
import type { MediaLane } from '@contract/media'
import type { Lane } from '@main/lane'
import type { Log } from '@main/log'
import { countBytes, isMediaLane, LANE_RULES } from './lane-rules'
import { createRateBound } from './rate-bound'
import type { TypedIpc } from './typed-ipc'

/** What the engine does with each lane. */
export type LaneTakers = Readonly<Record<MediaLane, (lane: Lane) => void>>

/** A message was not let in. */
export type LaneDropped = (name: MediaLane, message: unknown) => void

/** Hands each media port to the engine; a lane that a page opens anew replaces the old one. */
export function setupMediaPorts(
  ipc: TypedIpc,
  takers: LaneTakers,
  log: Log,
  onDropped: LaneDropped,
): void {
  const open = new Map<MediaLane, Lane>()
  ipc.onMediaPort((name, port) => {
    if (!isMediaLane(name)) {
      log.warn('media-lane-unknown')
      port.close()
      return
    }
    open.get(name)?.close()
    const lane = toLane(name, port, log, onDropped)
    open.set(name, lane)
    takers[name](lane)
  })
}

/** What is too large, or too much, is dropped, and logged once for each lane. */
function toLane(name: MediaLane, port: MessagePortMain, log: Log, onDropped: LaneDropped): Lane {
  const rule = LANE_RULES[name]
  const isWithinRate = createRateBound(rule, () => performance.now())
  let isOpen = true
  let hasDropped = false
  port.once('close', () => {
    isOpen = false
  })
  const isAcceptable = (message: unknown): boolean => {
    const bytes = countBytes(message)
    return bytes !== null && bytes <= rule.maxBytes && isWithinRate()
  }
  return {
    post: (message) => {
      if (isOpen) port.postMessage(message)
    },
    onMessage: (listener) => {
      port.removeAllListeners('message')
      port.on('message', ({ data }) => {
        if (isAcceptable(data)) {
          listener(data)
          return
        }
        onDropped(name, data)
        if (!hasDropped) log.warn('media-message-dropped', { lane: name })
        hasDropped = true
      })
      port.start()
    },
    onClose: (listener) => {
      port.once('close', listener)
    },
    close: () => {
      isOpen = false
      port.close()
    },
  }
}
