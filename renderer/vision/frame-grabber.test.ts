import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FrameGrabber } from './frame-grabber'
import type { GrabberCommand, GrabberFailure } from './grabber-messages'

class FakeWorker extends EventTarget {
  static readonly made: FakeWorker[] = []
  readonly told: GrabberCommand[] = []
  terminated = false
  constructor() {
    super()
    FakeWorker.made.push(this)
  }
  postMessage(command: GrabberCommand): void {
    this.told.push(command)
  }
  terminate(): void {
    this.terminated = true
  }
}

const COMPOSITION = { region: null, corner: 'top-left', covers: [], coversRevision: 0 } as const

let failures: GrabberFailure[]
let lanes: MessagePort[]
let grabber: FrameGrabber

// The worker is a fake, so the track is but handed on.
const grab = (shareId: number): void => grabber.grab(shareId, {} as MediaStreamTrack, COMPOSITION)

beforeEach(() => {
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable = new ReadableStream()
    },
  )
  failures = []
  lanes = []
  const openLane = (): MessagePort => {
    const { port1 } = new MessageChannel()
    lanes.push(port1)
    return port1
  }
  grabber = new FrameGrabber(openLane, (failure) => failures.push(failure))
})

afterEach(() => {
  FakeWorker.made.length = 0
  vi.unstubAllGlobals()
})

it.each(['error', 'messageerror'])('fails the share when the worker tells of an %s', (type) => {
  grab(7)
  const [first] = FakeWorker.made
  first?.dispatchEvent(new Event(type))
  first?.dispatchEvent(new Event(type))
  expect([failures, first?.terminated]).toEqual([[{ shareId: 7, name: 'WorkerError' }], true])

  // The next share has a worker that works, and a lane of its own.
  grab(8)
  expect(FakeWorker.made).toHaveLength(2)
  expect(lanes).toHaveLength(2)
  const told = FakeWorker.made[1]?.told ?? []
  expect(told[0]).toEqual({ type: 'lane', port: lanes[1] })
  expect(told[1]).toMatchObject({ type: 'grab', shareId: 8 })
})

it('fails no share when none is grabbed from', () => {
  grab(7)
  grabber.stop()
  FakeWorker.made[0]?.dispatchEvent(new Event('error'))
  expect(failures).toEqual([])
})
