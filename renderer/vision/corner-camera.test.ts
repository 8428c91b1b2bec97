import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '@contract/errors'
import { CornerCamera } from './corner-camera'

/** A track as far as it is used. */
class FakeTrack extends EventTarget {
  stopped = 0
  stop(): void {
    this.stopped += 1
  }
}

function setUp() {
  let settle: ((opened: Promise<unknown>) => void) | undefined
  const opening = new Promise((resolve) => (settle = resolve))
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => opening } })
  const track = new FakeTrack()
  const lost: AppError[] = []
  let opened = 0
  const camera = new CornerCamera(
    { id: 'cam', name: 'Webcam' },
    { onOpen: () => (opened += 1), onLost: (error) => lost.push(error) },
  )
  const settled = async (result: Promise<unknown>): Promise<void> => {
    settle?.(result)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return {
    camera,
    track,
    lost,
    openedCount: () => opened,
    open: () => settled(Promise.resolve({ getVideoTracks: () => [track] })),
    refuse: (name: string) => settled(Promise.reject(new DOMException('', name))),
  }
}

afterEach(() => void vi.unstubAllGlobals())

describe('the camera in the corner', () => {
  it('gives its track once it is open', async () => {
    const { camera, track, open, openedCount } = setUp()
    expect(camera.track).toBeNull()
    await open()
    expect([camera.track, openedCount()]).toEqual([track, 1])
    camera.close()
    expect([camera.track, track.stopped]).toEqual([null, 1])
  })

  it('captures nothing when it was closed while it opened', async () => {
    const { camera, track, lost, open, openedCount } = setUp()
    camera.close()
    await open()
    expect([camera.track, track.stopped, openedCount(), lost]).toEqual([null, 1, 0, []])
  })

  it('says once that it went away', async () => {
    const { camera, track, lost, open } = setUp()
    await open()
    track.dispatchEvent(new Event('ended'))
    track.dispatchEvent(new Event('ended'))
    expect(lost).toEqual([{ reason: 'corner-camera-lost', detail: 'Webcam' }])
    expect(camera.track).toBeNull()
  })

  it.each([
    ['NotAllowedError', 'corner-camera-denied'],
    ['NotReadableError', 'corner-camera-lost'],
  ])('tells of %s as %s', async (name, reason) => {
    const { lost, refuse } = setUp()
    await refuse(name)
    expect(lost).toEqual([{ reason, detail: 'Webcam' }])
  })
})
