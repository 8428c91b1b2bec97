import { FrameGrab } from './frame-grab'
import type { GrabberCommand, GrabberFailure } from './grabber-messages'
import { JpegEncoder } from './jpeg-encoder'

/** Turns what is shared into pictures for main, away from the page's thread. One per page. */
const encoder = new JpegEncoder()
let lane: MessagePort | null = null
let grab: FrameGrab | null = null

addEventListener('message', ({ data: command }: MessageEvent<GrabberCommand>) => {
  if (command.type === 'lane') {
    lane = command.port
    return
  }
  grab?.stop()
  grab = null
  if (command.type === 'stop') return
  const { shareId, readable } = command
  grab = new FrameGrab(shareId, readable, {
    encode: (frame) => encoder.encode(frame),
    send: (message) => lane?.postMessage(message),
    fail: (thrown) => {
      const name = thrown instanceof Error ? thrown.name : 'Error'
      const failure: GrabberFailure = { shareId, name }
      postMessage(failure)
    },
  })
})
