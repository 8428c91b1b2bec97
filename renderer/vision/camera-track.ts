import { thrownName } from '../audio/thrown-name'

/** Pixels. */
interface WishedSize {
  readonly width: number
  readonly height: number
}

/** Pictures a second that are wished for: no more are looked at. */
const FRAME_RATE = 2

/**
 * Opens this camera. Chromium drops the pictures of a camera that knows no such slow rate; should
 * one be refused for its rate all the same, it is opened as it is: the worker looks at two a second.
 */
export async function openCameraTrack(
  deviceId: string,
  size: WishedSize,
): Promise<MediaStreamTrack> {
  try {
    return await open(deviceId, size, { frameRate: { max: FRAME_RATE } })
  } catch (thrown) {
    if (thrownName(thrown) !== 'OverconstrainedError') throw thrown
    return await open(deviceId, size, {})
  }
}

async function open(
  deviceId: string,
  { width, height }: WishedSize,
  rate: MediaTrackConstraints,
): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: {
      deviceId: { exact: deviceId },
      width: { ideal: width },
      height: { ideal: height },
      ...rate,
    },
  })
  const [track] = stream.getVideoTracks()
  if (!track) throw new DOMException('The stream has no picture', 'NotFoundError')
  return track
}
