import type { FrameCommand } from '@contract/media'
import { FrameGrab, type GrabSource } from './frame-grab'
import { FrameLook } from './frame-look'
import type { GrabberCommand, GrabberFailure } from './grabber-messages'
import { JpegEncoder } from './jpeg-encoder'
import { ownFrame } from './own-frame'

/** Turns what is shared into pictures for main, away from the page's thread. One per page. */
let lane: MessagePort | null = null
let grab: FrameGrab | null = null
/** Of the pictures as main sends them, px; so large until main has told that nothing is halved. */
let longSide = Infinity

addEventListener('message', ({ data: command }: MessageEvent<GrabberCommand>) => {
  switch (command.type) {
    case 'lane':
      lane = command.port
      lane.onmessage = ({ data }: MessageEvent<FrameCommand>) => {
        if (data.type === 'fitted') ({ longSide } = data)
        else grab?.obey(data)
      }
      return
    case 'grab':
      grab?.stop()
      grab = startGrab(command)
      return
    case 'compose':
      if (grab?.shareId === command.shareId) grab.compose(command.composition)
      return
    case 'overlook':
      if (grab?.shareId === command.shareId) grab.overlook(command.parts)
      return
    case 'stop':
      grab?.stop()
      grab = null
  }
})

function startGrab(source: GrabSource): FrameGrab {
  // Its canvases go with the share.
  const encoder = new JpegEncoder()
  const look = new FrameLook()
  return new FrameGrab(source, {
    own: ownFrame,
    look: (ingredients) => look.read(ingredients),
    encode: (ingredients) => encoder.encode(ingredients, longSide),
    send: (report) => lane?.postMessage(report),
    fail: (thrown) => {
      const name = thrown instanceof Error ? thrown.name : 'Error'
      const failure: GrabberFailure = { shareId: source.shareId, name }
      postMessage(failure)
    },
  })
}
