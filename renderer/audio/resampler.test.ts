import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Resampler } from './resampler'

const TO_HZ = 16_000

const tone = (hertz: number, rateHz: number, seconds: number): Float32Array =>
  Float32Array.from({ length: rateHz * seconds }, (_, index) =>
    Math.sin((2 * Math.PI * hertz * index) / rateHz),
  )

/** How loud a part without its first and last 20 ms is, dB against a full sine. */
function levelDb(sound: Float32Array): number {
  const part = sound.subarray(320, sound.length - 320)
  const power = part.reduce((sum, sample) => sum + sample * sample, 0) / part.length
  return 10 * Math.log10(2 * power + 1e-15)
}

/** The difference from the same tone made at the new rate, dB against a full sine. */
function errorDb(sound: Float32Array, hertz: number): number {
  const ideal = tone(hertz, TO_HZ, 1)
  return levelDb(sound.map((sample, index) => sample - (ideal[index] ?? 0)))
}

describe('the resampler', () => {
  it.each([8_000, 44_100, 48_000, 96_000, 192_000])(
    'keeps what both rates can carry, from %i Hz',
    (fromHz) => {
      for (const hertz of [100, 1_000, 3_400]) {
        expect(
          errorDb(new Resampler(fromHz, TO_HZ).push(tone(hertz, fromHz, 1)), hertz),
        ).toBeLessThan(-60)
      }
    },
  )

  it('keeps speech up to 6.8 kHz, and lets nothing above 9.2 kHz fold into it', () => {
    const through = (hertz: number): Float32Array =>
      new Resampler(48_000, TO_HZ).push(tone(hertz, 48_000, 1))
    expect(errorDb(through(6_800), 6_800)).toBeLessThan(-40)
    for (const hertz of [9_200, 12_000, 15_900, 20_000]) {
      expect(levelDb(through(hertz))).toBeLessThan(-60)
    }
  })

  it('gives the same, however the sound is cut into pieces', () => {
    const whole = tone(700, 44_100, 0.2)
    const expected = new Resampler(44_100, TO_HZ).push(whole)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 8 }), (lengths) => {
        const resampler = new Resampler(44_100, TO_HZ)
        const pieces: number[] = []
        let from = 0
        for (const length of [...lengths, whole.length]) {
          pieces.push(...resampler.push(whole.subarray(from, from + length)))
          from += length
        }
        expect(Float32Array.from(pieces)).toEqual(expected)
      }),
    )
  })

  it('neither gains nor loses samples over a minute of pieces', () => {
    const resampler = new Resampler(44_100, TO_HZ)
    const piece = new Float32Array(441)
    let samples = 0
    for (let index = 0; index < 6_000; index += 1) samples += resampler.push(piece).length
    expect(Math.abs(samples - 60 * TO_HZ)).toBeLessThan(64)
  })

  it('hands on what has the right rate already', () => {
    const sound = tone(500, TO_HZ, 0.1)
    expect(new Resampler(TO_HZ, TO_HZ).push(sound)).toBe(sound)
  })
})
