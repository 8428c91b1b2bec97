import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ShareChoice, SharingState } from '@contract/session'
import { sharingOn } from '@contract/testing'
import { Sharing } from './sharing'

/** What the worker is told: of which share, with a camera or without, composed by which revision. */
const told: string[] = []

vi.mock('./frame-grabber', () => ({
  FrameGrabber: class {
    grab(shareId: number, _track: unknown, { coversRevision }: Revised, camera: unknown): void {
      told.push(`grab ${shareId} ${camera ? 'with' : 'without'} ${coversRevision}`)
    }
    compose(shareId: number, { coversRevision }: Revised): void {
      told.push(`compose ${shareId} ${coversRevision}`)
    }
    overlook(): void {
      // Not what is looked at here.
    }
    stop(): void {
      told.push('stop')
    }
  },
}))
vi.mock('./share-track', () => ({ openShareTrack: () => Promise.resolve(new FakeTrack()) }))
vi.mock('./camera-track', () => ({ openCameraTrack: () => Promise.resolve(new FakeTrack()) }))

interface Revised {
  readonly coversRevision: number
}

class FakeTrack extends EventTarget {
  stop(): void {
    // Nothing follows from it here.
  }
}

const SCREEN: ShareChoice = { kind: 'screen', id: 'screen:1:0', name: 'Screen 1' }
const WITH_CAMERA: ShareChoice = { ...SCREEN, camera: { id: 'abc', name: 'Webcam' } }
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve))

let sharing: Sharing
const follow = async (state: SharingState): Promise<void> => {
  sharing.follow(state, 'bottom-right')
  await settled()
}

beforeEach(async () => {
  sharing = new Sharing(
    () => new MessageChannel().port1,
    () => undefined,
  )
  await follow({ kind: 'off' })
  await follow({ kind: 'starting', shareId: 1, source: WITH_CAMERA })
  await follow(sharingOn(WITH_CAMERA))
  expect(told.splice(0)).toEqual(['grab 1 without 0', 'grab 1 with 0'])
})

afterEach(() => void told.splice(0))

it('composes nothing of the new revision with a camera that was taken out', async () => {
  await follow(sharingOn(SCREEN, { coversRevision: 1 }))
  expect(told).toEqual(['grab 1 without 1'])
})

it('takes the camera out before it goes on after a pause', async () => {
  const paused = { kind: 'screen-locked' } as const
  await follow(sharingOn(WITH_CAMERA, { paused }))
  await follow(sharingOn(SCREEN, { coversRevision: 1 }))
  expect(told).toEqual(['stop', 'grab 1 without 1'])
})

it('composes anew when the covers change, or the corner', async () => {
  await follow(sharingOn(WITH_CAMERA, { coversRevision: 1 }))
  sharing.follow(sharingOn(WITH_CAMERA, { coversRevision: 1 }), 'top-left')
  sharing.follow(sharingOn(WITH_CAMERA, { coversRevision: 2 }), 'top-left')
  expect(told).toEqual(['compose 1 1', 'compose 1 1', 'compose 1 2'])
})
