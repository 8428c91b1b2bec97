import type { ShareChoice } from '@contract/session'

/**
 * Opens what the user chose and gives its video track. For a screen or window, main has armed its
 * handler with exactly this source, so `getDisplayMedia` can open no other.
 */
export async function openShareTrack(choice: ShareChoice): Promise<MediaStreamTrack> {
  const stream =
    choice.kind === 'camera'
      ? await navigator.mediaDevices.getUserMedia({
          // Without a wish for size, Chromium opens cameras at 640 × 480.
          video: {
            deviceId: { exact: choice.id },
            width: { ideal: 1920 },
            height: { ideal: 1080 },
          },
        })
      : // No wish for size: a screen comes in its own pixels.
        await navigator.mediaDevices.getDisplayMedia({
          video: { frameRate: { max: 2 } },
          audio: false,
        })
  const [track] = stream.getVideoTracks()
  if (!track) throw new DOMException('The stream has no picture', 'NotFoundError')
  return track
}
