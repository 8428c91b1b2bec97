import fc from 'fast-check'
import { expect, it } from 'vitest'
import { halve } from './halve'

it('gives each pixel the mean of four, channel by channel', () => {
  const channel = fc.integer({ min: 0, max: 255 })
  const pixel = fc.tuple(channel, channel, channel, channel)
  fc.assert(
    fc.property(fc.array(pixel, { minLength: 15, maxLength: 15 }), (pixels) => {
      const bytes = Uint8Array.from(pixels.flat())
      // Five by three: the last column and row have no partners.
      const halved = new Uint8Array(halve(new Uint32Array(bytes.buffer), 5, 3).buffer)
      const mean = (at: number): number[] =>
        [0, 1, 2, 3].map((index) => {
          const four = [at, at + 1, at + 5, at + 6].map((place) => pixels[place]?.[index] ?? 0)
          return Math.floor((four.reduce((sum, value) => sum + value, 0) + 2) / 4)
        })
      expect([...halved]).toEqual([...mean(0), ...mean(2)])
    }),
  )
})
