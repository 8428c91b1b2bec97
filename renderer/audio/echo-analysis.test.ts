import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findEcho, makeChirp } from './echo-analysis'

const RATE_HZ = 8_000
const CHIRP = makeChirp(RATE_HZ, 0.5)
const PLAYED_AT = 400

/** A recording of two seconds: the chirp at this gain and delay, and noise of this strength. */
function record(gain: number, delayMs: number, noise: number, seed = 1): Float32Array {
  let state = seed
  const recorded = new Float32Array(2 * RATE_HZ).map(() => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return noise * (state / 1_073_741_824 - 1)
  })
  const start = PLAYED_AT + Math.round((delayMs / 1000) * RATE_HZ)
  CHIRP.forEach((sample, index) => {
    recorded[start + index] = (recorded[start + index] ?? 0) + gain * sample
  })
  return recorded
}

const find = (recorded: Float32Array) => findEcho(CHIRP, recorded, PLAYED_AT, RATE_HZ)

describe('makeChirp', () => {
  it('neither clips nor clicks', () => {
    expect(Math.max(...CHIRP.map(Math.abs))).toBeLessThan(0.5)
    expect([CHIRP[0], Math.abs(CHIRP.at(-1) ?? 1) < 0.02]).toEqual([0, true])
  })
})

describe('findEcho', () => {
  it.each([
    [1, 20, 0],
    [0.1, 150, 0.01],
    [0.05, 400, 0.02],
    [-0.5, 60, 0.01],
  ])('measures an echo of gain %d after %d ms in noise of %d', (gain, delayMs, noise) => {
    const finding = find(record(gain, delayMs, noise))
    expect(finding.kind).toBe('echo')
    if (finding.kind !== 'echo') return
    expect(finding.echo.delayMs).toBeCloseTo(delayMs, 0)
    expect(finding.echo.levelDb).toBeCloseTo(20 * Math.log10(Math.abs(gain)), 0)
  })

  it('hears none in noise alone, however loud', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 1e-5, max: 1, noNaN: true }),
        (seed, noise) => {
          expect(find(record(0, 0, noise, seed)).kind).toBe('none')
        },
      ),
      { numRuns: 15 },
    )
  })

  it('takes one that nobody could hear for none', () => {
    expect(find(record(0.002, 50, 0)).kind).toBe('none')
  })

  it('tells a dead microphone from one that hears no echo', () => {
    expect(find(new Float32Array(2 * RATE_HZ)).kind).toBe('dead')
  })
})
