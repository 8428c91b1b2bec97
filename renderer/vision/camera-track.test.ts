import { afterEach, describe, expect, it, vi } from 'vitest'
import { openCameraTrack } from './camera-track'

const track = {}
const stream = { getVideoTracks: () => [track] }
const size = { width: 640, height: 480 }

function openedBy(getUserMedia: (constraints: MediaStreamConstraints) => Promise<unknown>) {
  const asked = vi.fn(getUserMedia)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: asked } })
  return asked
}

afterEach(() => void vi.unstubAllGlobals())

describe('openCameraTrack', () => {
  it('asks for this very camera, and for two pictures a second', async () => {
    const asked = openedBy(() => Promise.resolve(stream))
    expect(await openCameraTrack('cam', size)).toBe(track)
    expect(asked.mock.calls).toEqual([
      [
        {
          video: {
            deviceId: { exact: 'cam' },
            width: { ideal: 640 },
            height: { ideal: 480 },
            frameRate: { max: 2 },
          },
        },
      ],
    ])
  })

  it('opens a camera as it is that is refused for its rate', async () => {
    const asked = openedBy(({ video }) =>
      typeof video === 'object' && video.frameRate
        ? Promise.reject(new DOMException('', 'OverconstrainedError'))
        : Promise.resolve(stream),
    )
    expect(await openCameraTrack('cam', size)).toBe(track)
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('asks but once where the camera is refused', async () => {
    const asked = openedBy(() => Promise.reject(new DOMException('', 'NotAllowedError')))
    await expect(openCameraTrack('cam', size)).rejects.toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    )
    expect(asked).toHaveBeenCalledOnce()
  })
})
