import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appError, type ErrorReason } from '@contract/errors'
import type { MicrophoneState } from '@contract/session'
import { SoundServerWatch } from './sound-server-watch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ON: MicrophoneState = { kind: 'on', label: 'Desk', use: 'chosen', silent: false }
const failed = (reason: ErrorReason): MicrophoneState => ({
  kind: 'failed',
  error: appError(reason),
})
const LOST = failed('microphone-missing')

function setUp() {
  const server = { isThere: true }
  const endAudioProcess = vi.fn()
  const isThere = vi.fn(() => Promise.resolve(server.isThere))
  const watch = new SoundServerWatch({ isThere, endAudioProcess })
  return { watch, server, isThere, endAudioProcess }
}
const passing = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('a microphone that is lost', () => {
  it('has the audio process ended once the sound server is back, and once only', async () => {
    const { watch, server, endAudioProcess } = setUp()
    watch.follow(ON)
    server.isThere = false
    watch.follow(LOST)
    await passing(60_000)
    expect(endAudioProcess).not.toHaveBeenCalled()
    server.isThere = true
    await passing(1_000)
    watch.follow({ kind: 'opening' })
    watch.follow(LOST)
    await passing(60_000)
    expect(endAudioProcess).toHaveBeenCalledTimes(1)
  })

  it('has it ended once where the server came back before anybody looked', async () => {
    const { watch, isThere, endAudioProcess } = setUp()
    watch.follow(ON)
    watch.follow(LOST)
    await passing(10_000)
    expect(endAudioProcess).toHaveBeenCalledTimes(1)
    watch.follow(ON)
    const looks = isThere.mock.calls.length
    await passing(10_000)
    expect(isThere).toHaveBeenCalledTimes(looks)
  })

  it.each<[string, readonly MicrophoneState[]]>([
    ['was never there', [{ kind: 'opening' }, LOST]],
    ['is not allowed', [ON, failed('microphone-denied')]],
    ['was switched off', [ON, { kind: 'off' }, LOST]],
    ['is back', [ON, LOST, ON]],
  ])('is left alone when it %s', async (_name, states) => {
    const { watch, isThere, endAudioProcess } = setUp()
    for (const state of states) watch.follow(state)
    await passing(10_000)
    expect(isThere).not.toHaveBeenCalled()
    expect(endAudioProcess).not.toHaveBeenCalled()
  })
})
