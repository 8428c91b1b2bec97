import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameBytes, isEqual } from './frame-bytes'

const frameOf = (bytes: readonly number[]): VideoFrame =>
  ({
    allocationSize: () => bytes.length,
    copyTo: (target: Uint8Array) => {
      target.set(bytes)
      return Promise.resolve([{ offset: 0, stride: bytes.length }])
    },
  }) as unknown as VideoFrame

describe('equal bytes', () => {
  it('are told from any that differ, wherever they do', () => {
    const some = fc.uint8Array({ minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(some, fc.nat(), (bytes, place) => {
        const changed = bytes.slice()
        const at = place % bytes.length
        changed[at] = (bytes[at] ?? 0) ^ 1
        expect(isEqual(bytes.slice(), bytes.slice())).toBe(true)
        expect(isEqual(bytes.slice(), changed)).toBe(false)
        expect(isEqual(bytes.slice(), bytes.slice(1))).toBe(false)
      }),
    )
  })
})

describe('the bytes of frames', () => {
  it('are compared with those of the frame before', async () => {
    const reader = new FrameBytes()
    const same: boolean[] = []
    for (const bytes of [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 6],
      [1, 2],
      [1, 2],
    ]) {
      const read = await reader.read(frameOf(bytes))
      expect([...read.bytes]).toEqual(bytes)
      same.push(read.isSame)
    }
    expect(same).toEqual([false, true, false, false, true])
  })
})
