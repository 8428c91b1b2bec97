/** What plays sound, for tests: nothing is heard, and time goes on when a test says so. */
import { vi } from 'vitest'

export class FakeAudio extends EventTarget {
  static made: FakeAudio[] = []
  /** The sources that cannot be played. */
  static readonly broken = new Set<string>()
  preload = ''
  preservesPitch = false
  playbackRate = 1
  defaultPlaybackRate = 1
  currentTime = 0
  paused = true
  ended = false
  seeking = false
  readyState = 0
  error: { code: number } | null = null
  #src = ''

  constructor() {
    super()
    FakeAudio.made.push(this)
  }

  get src(): string {
    return this.#src
  }

  set src(src: string) {
    this.#src = src
    this.load()
  }

  readonly load = vi.fn(() => {
    this.currentTime = this.readyState = 0
    this.paused = true
    this.ended = false
    this.error = null
  })

  readonly play = vi.fn(async () => {
    this.paused = false
    this.dispatchEvent(new Event('play'))
    await Promise.resolve()
    if (FakeAudio.broken.has(this.src)) {
      this.error = { code: 4 }
      this.dispatchEvent(new Event('error'))
      throw new DOMException('No source', 'NotSupportedError')
    }
    this.readyState = 4
    this.dispatchEvent(new Event('playing'))
  })

  readonly pause = vi.fn(() => {
    if (this.paused) return
    this.paused = true
    this.dispatchEvent(new Event('pause'))
  })

  removeAttribute(): void {
    this.#src = ''
  }

  /** Plays on to this place, in s. */
  playTo(seconds: number): void {
    this.currentTime = seconds
    this.dispatchEvent(new Event('timeupdate'))
  }

  /** Plays to its end. */
  end(): void {
    this.paused = this.ended = true
    this.dispatchEvent(new Event('pause'))
    this.dispatchEvent(new Event('ended'))
  }
}

class FakeContext extends EventTarget {
  static made: FakeContext[] = []
  readonly destination = {}
  state: AudioContextState = 'suspended'
  sinkId = ''
  currentTime = 0

  constructor() {
    super()
    FakeContext.made.push(this)
  }

  readonly setSinkId = vi.fn((id: string) => {
    this.sinkId = id
    return Promise.resolve()
  })
  readonly resume = vi.fn(() => this.#become('running'))
  readonly suspend = vi.fn(() => this.#become('suspended'))
  readonly close = vi.fn(() => this.#become('closed'))

  #become(state: AudioContextState): Promise<void> {
    this.state = state
    return Promise.resolve()
  }
}

class FakeNode {
  readonly options: unknown
  static made: FakeNode[] = []

  constructor(_context: unknown, options: unknown) {
    this.options = options
    FakeNode.made.push(this)
  }

  connect<Next>(next: Next): Next {
    return next
  }
}

const SPEAKERS = [{ kind: 'audiooutput', deviceId: 'desk', groupId: 'g', label: 'Desk' }]

/** Puts them in the place of the browser's own; to be called in each test file once. */
export function installFakeAudio(): void {
  vi.stubGlobal('Audio', FakeAudio)
  vi.stubGlobal('AudioContext', FakeContext)
  vi.stubGlobal('GainNode', FakeNode)
  vi.stubGlobal('MediaElementAudioSourceNode', FakeNode)
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: () => Promise.resolve(SPEAKERS),
  })
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices })
}

export function forgetFakeAudio(): void {
  FakeAudio.made = []
  FakeAudio.broken.clear()
  FakeContext.made = []
  FakeNode.made = []
}

const newest = <Thing>(things: readonly Thing[]): Thing => {
  const thing = things.at(-1)
  if (thing === undefined) throw new Error('None was made')
  return thing
}
export const fakeElement = (): FakeAudio => newest(FakeAudio.made)
export const fakeContext = (): FakeContext => newest(FakeContext.made)
export const fakeNodes = (): readonly unknown[] => FakeNode.made.map(({ options }) => options)
