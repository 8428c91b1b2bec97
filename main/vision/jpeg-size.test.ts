import fc from 'fast-check'
import sharp, { type JpegOptions } from 'sharp'
import { describe, expect, it } from 'vitest'
import { jpegSize } from './jpeg-size'

function jpeg(width: number, height: number, options?: JpegOptions): Promise<Buffer> {
  const create = { width, height, channels: 3, background: 'teal' } as const
  return sharp({ create }).jpeg(options).withMetadata({ density: 72 }).toBuffer()
}

describe('jpegSize', () => {
  it.each([
    [1920, 1080, {}],
    [1, 1, {}],
    [1080, 1920, { progressive: true }],
    [768, 432, { chromaSubsampling: '4:4:4' }],
  ])('of %i × %i, %o', async (width, height, options) => {
    expect(jpegSize(await jpeg(width, height, options))).toEqual({ width, height })
  })

  it('reads a part of a larger buffer', async () => {
    const picture = await jpeg(30, 20)
    const buffer = Buffer.concat([Buffer.alloc(7), picture, Buffer.alloc(9)])
    expect(jpegSize(buffer.subarray(7, 7 + picture.byteLength))).toEqual({ width: 30, height: 20 })
  })

  it('is none of what was cut off, anywhere', async () => {
    const picture = await jpeg(64, 64)
    for (let length = 0; length < picture.byteLength; length += 1) {
      expect(jpegSize(picture.subarray(0, length))).toBeNull()
    }
  })

  it('is none of a PNG', async () => {
    expect(
      jpegSize(
        await sharp(await jpeg(8, 8))
          .png()
          .toBuffer(),
      ),
    ).toBeNull()
  })

  it('ends, and never throws, whatever the bytes', async () => {
    const picture = await jpeg(40, 30)
    const spoilt = fc.array(fc.tuple(fc.nat(picture.byteLength - 1), fc.nat(255)), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(spoilt, fc.uint8Array(), (changes, bytes) => {
        const changed = Uint8Array.from(picture)
        for (const [at, value] of changes) changed[at] = value
        jpegSize(changed)
        jpegSize(bytes)
        jpegSize(Uint8Array.from([0xff, 0xd8, ...bytes, 0xff, 0xd9]))
      }),
      { numRuns: 1_000 },
    )
  })
})
