import type { ShareChoice } from '@contract/session'
import { openCameraTrack } from './camera-track'

/**
 * Opens what the user chose and gives its video track. For a screen or window, main has armed its
 * handler with exactly this source, so `getDisplayMedia` can open no other.
 */
export async function openShareTrack(choice: ShareChoice): Promise<MediaStreamTrack> {
  // Without a wish for size, Chromium opens cameras at 640 × 480.
  if (choice.kind === 'camera') return openCameraTrack(choice.id, { width: 1920, height: 1080 })
  // No wish for size: a screen comes in its own pixels.
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: { frameRate: { max: 2 } },
    audio: false,
  })
  const [track] = stream.getVideoTracks()
  if (!track) throw new DOMException('The stream has no picture', 'NotFoundError')
  return track
}
