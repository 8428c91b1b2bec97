import { describe, expect, it } from 'vitest'
import { countBytes, isMediaLane, LANE_RULES } from './lane-rules'

const fits = (lane: keyof typeof LANE_RULES, message: unknown): boolean => {
  const bytes = countBytes(message)
  return bytes !== null && bytes <= LANE_RULES[lane].maxBytes
}

describe('the rules of the media lanes', () => {
  it('know the lanes', () => {
    expect(['microphone', 'voice', 'frames'].every(isMediaLane)).toBe(true)
    expect(['', 'Voice', '__proto__', null, 3, ['voice']].some(isMediaLane)).toBe(false)
  })

  it('let what the lanes are for through', () => {
    expect(fits('microphone', { type: 'chunk', pcm: new ArrayBuffer(640), at: 1 })).toBe(true)
    expect(fits('voice', { type: 'started', reply: 1, heardSamples: 0, at: 1 })).toBe(true)
    expect(fits('frames', { type: 'frame', jpeg: new ArrayBuffer(4e6), width: 1 })).toBe(true)
  })

  it.each([
    ['microphone', { type: 'chunk', pcm: new ArrayBuffer(64_000), at: 1 }],
    ['voice', { type: 'started', extra: new Uint8Array(1_000) }],
    ['voice', { type: 'x'.repeat(1_000) }],
    ['frames', { type: 'frame', jpeg: new ArrayBuffer(17 * 1024 * 1024) }],
    ['frames', new ArrayBuffer(0).byteLength],
    ['frames', null],
    ['frames', 'frame'],
  ] as const)('drop what is too large for %s, or no message', (lane, message) => {
    expect(fits(lane, message)).toBe(false)
  })
})
