import { describe, expect, it } from 'vitest'
import { fromPcm16, pcm16View, toPcm16 } from './pcm'

describe('PCM16', () => {
  it('maps full scale and clips what is louder', () => {
    expect([0, 1, -1, 1.7, -1.7, 0.5].map(toPcm16)).toEqual([
      0, 32_767, -32_768, 32_767, -32_768, 16_384,
    ])
  })

  it('comes back as it was', () => {
    for (let sample = -32_768; sample < 32_768; sample += 1) {
      expect(toPcm16(fromPcm16(sample))).toBe(sample)
    }
  })

  it('reads little-endian samples and leaves out half a sample', () => {
    expect([...pcm16View(new Uint8Array([1, 0, 0xff, 0xff, 7]).buffer)]).toEqual([1, -1])
  })
})
