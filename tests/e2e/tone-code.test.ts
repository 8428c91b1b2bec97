import { describe, expect, it } from 'vitest'
import { readToneCode, toneCode } from './tone-code'

const RATE_HZ = 16_000
const CHUNK = 320
const TOKENS = 100

const code = (): Float32Array => toneCode(TOKENS, RATE_HZ)
const read = (samples: Float32Array) => readToneCode({ samples, rateHz: RATE_HZ })

/** The code without some of its chunks of 20 ms, or with some of them twice. */
function withChunks(order: (chunks: Float32Array[]) => Float32Array[]): Float32Array {
  const samples = code()
  const chunks = Array.from({ length: samples.length / CHUNK }, (_, index) =>
    samples.subarray(index * CHUNK, (index + 1) * CHUNK),
  )
  return Float32Array.from(order(chunks).flatMap((chunk) => [...chunk]))
}

describe('the tone code', () => {
  it('arrives whole', () => {
    expect(read(code())).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
    expect(read(code()).tokens).toBeGreaterThanOrEqual(TOKENS - 1)
  })

  it('is read from any point on, the token under way left out', () => {
    for (const missing of [1, 700, 1_599, 5_000]) {
      const report = read(code().subarray(missing))
      expect(report).toMatchObject({ lost: 0, doubled: 0, reordered: 0 })
      expect(report.tokens).toBeGreaterThanOrEqual(TOKENS - Math.ceil(missing / 1_600) - 1)
    }
  })

  it.each([0, 7, 42, 199, 333])('tells that chunk %d of 20 ms lacks', (index) => {
    const report = read(withChunks((chunks) => chunks.toSpliced(index + 10, 1)))
    expect(report.lost).toBe(1)
  })

  it.each([7, 42, 201])('tells that chunk %d came twice', (index) => {
    const report = read(
      withChunks((chunks) => chunks.toSpliced(index, 0, chunks[index] ?? new Float32Array())),
    )
    expect(report.lost + report.doubled).toBe(1)
  })

  it('counts whole tokens that lack, and that come twice', () => {
    expect(read(withChunks((chunks) => chunks.toSpliced(50, 15))).lost).toBe(3)
    const twice = withChunks((chunks) => chunks.toSpliced(50, 0, ...chunks.slice(35, 50)))
    expect(read(twice).doubled).toBe(3)
  })

  it('is not heard in silence', () => {
    expect(() => read(new Float32Array(RATE_HZ))).toThrow('No tone')
  })
})
