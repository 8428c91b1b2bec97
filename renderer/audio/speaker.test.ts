import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SpeakerState } from '@contract/session'
import { Speaker } from './speaker'

const { make, watchAudioDevices } = vi.hoisted(() => ({
  make: vi.fn<() => Promise<never>>(),
  watchAudioDevices: vi.fn<(listener: () => void) => () => void>(),
}))
vi.mock('./playback.worklet.ts?worker&url', () => ({ default: 'playback.js' }))
vi.mock('./device-list', () => ({ watchAudioDevices }))
vi.mock('./worklet-context', () => ({
  WorkletContext: class {
    readonly make = make
    readonly rest = (): void => undefined
    readonly close = (): void => undefined
  },
}))

let told: SpeakerState[]
let speaker: Speaker
let changeDevices: () => void

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  make.mockReset().mockRejectedValue(new DOMException('none', 'NotFoundError'))
  watchAudioDevices.mockReset().mockImplementation((listener) => {
    changeDevices = listener
    listener()
    return () => undefined
  })
  speaker = new Speaker(new MessageChannel().port1, (state) => told.push(state))
})
afterEach(() => {
  speaker.close()
  vi.useRealTimers()
})

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

/** How often speakers were tried to be opened from here on, within so long. */
async function triesWithin(ms: number): Promise<number> {
  make.mockClear()
  await pass(ms)
  return make.mock.calls.length
}

describe('speakers that cannot be opened', () => {
  it('are tried every 5 s, however often devices change meanwhile', async () => {
    speaker.setConversing(true)
    await pass(10)
    expect(told.at(-1)).toMatchObject({ kind: 'failed' })
    for (let change = 0; change < 10; change += 1) {
      changeDevices()
      await pass(10)
    }
    expect(await triesWithin(5_000)).toBe(1)
    expect(await triesWithin(5_000)).toBe(1)
  })

  it('are let alone once nobody needs them', async () => {
    speaker.setConversing(true)
    await pass(10)
    speaker.setConversing(false)
    expect(told.at(-1)).toEqual({ kind: 'off' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
