import { expect, it } from 'vitest'
import { Upsampler } from './upsampler'

const tone = (hz: number, rate: number, length: number, from = 0): Int16Array =>
  Int16Array.from({ length }, (_, at) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * (from + at)) / rate)),
  )

it.each([100, 440, 3_000, 6_500])(
  'keeps %i Hz as it is, its delay told, over the seams of pieces',
  (hz) => {
    const upsampler = new Upsampler()
    const output = Array.from({ length: 20 }, (_, piece) =>
      upsampler.push(tone(hz, 16_000, 320, piece * 320)),
    ).flatMap((piece) => [...piece])
    expect(output).toHaveLength(20 * 480)
    const delay = Upsampler.delayMs * 24
    const wanted = tone(hz, 24_000, output.length - 100 - delay)
    const errors = [...wanted].map((sample, at) => Math.abs(sample - (output[at + delay] ?? 0)))
    expect(Math.max(...errors.slice(100))).toBeLessThan(200)
  },
)

it('clips what is too loud, and does not turn it into its opposite', () => {
  const loud = new Int16Array(320).map((_, at) => (at % 40 < 20 ? 32_767 : -32_768))
  const output = new Upsampler().push(loud)
  expect(Math.max(...output)).toBe(32_767)
  expect(Math.min(...output)).toBe(-32_768)
  // The middles of the square wave's halves.
  const delay = Upsampler.delayMs * 24
  for (let middle = delay + 75; middle < output.length; middle += 60) {
    expect(output[middle]).toBeGreaterThan(25_000)
    expect(output[middle - 30]).toBeLessThan(-25_000)
  }
})
