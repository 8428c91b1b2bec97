import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { DETAIL_LONG_SIDE } from '@contract/settings'
import { encodeFrame, warmUpEncoder } from './jpeg-encoder'

/** A picture whose left third is red and the rest blue. */
function picture(width: number, height: number): Promise<Buffer> {
  const blue = {
    width: Math.ceil((width * 2) / 3),
    height,
    channels: 3,
    background: 'blue',
  } as const
  const red = { width, height, channels: 3, background: 'red' } as const
  return sharp({ create: red })
    .composite([{ input: { create: blue }, left: width - blue.width, top: 0 }])
    .jpeg()
    .toBuffer()
}

describe('encodeFrame', () => {
  it.each([
    ['economy', 1920, 1080, 768, 432],
    ['standard', 1920, 1080, 1280, 720],
    ['read-text', 3840, 2160, 1920, 1080],
    ['standard', 1080, 1920, 720, 1280],
    ['read-text', 1001, 3000, 641, 1920],
    ['economy', 5120, 1440, 768, 216],
    ['economy', 2000, 2000, 768, 768],
    ['economy', 3000, 3, 768, 1],
  ] as const)(
    '%s fits %d × %d into %d × %d',
    async (detail, width, height, fitWidth, fitHeight) => {
      const frame = await encodeFrame(await picture(width, height), detail)
      expect([frame.width, frame.height]).toEqual([fitWidth, fitHeight])
      expect(Math.max(frame.width, frame.height)).toBe(DETAIL_LONG_SIDE[detail])
      const { format, width: w, height: h } = await sharp(frame.jpeg).metadata()
      expect([format, w, h]).toEqual(['jpeg', fitWidth, fitHeight])
    },
  )

  it.each([
    [1920, 1080, 240, 135],
    [1080, 1920, 135, 240],
    [200, 100, 200, 100],
  ])('makes a thumbnail of %d × %d', async (width, height, small, low) => {
    const { jpeg, thumbnail } = await encodeFrame(await picture(width, height), 'read-text')
    const { format, width: w, height: h } = await sharp(thumbnail).metadata()
    expect([format, w, h]).toEqual(['jpeg', small, low])
    const { channels } = await sharp(thumbnail).stats()
    const { channels: whole } = await sharp(jpeg).stats()
    channels.forEach(({ mean }, at) =>
      expect(Math.abs(mean - (whole[at]?.mean ?? 0))).toBeLessThan(4),
    )
  })

  it.each([
    [767, 500],
    [16, 16],
    [1, 1],
    [768, 768],
  ])('never enlarges %d × %d', async (width, height) => {
    const frame = await encodeFrame(await picture(width, height), 'economy')
    expect([frame.width, frame.height]).toEqual([width, height])
  })

  it('shows what was there, where it was', async () => {
    const { jpeg } = await encodeFrame(await picture(1800, 900), 'economy')
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
    const isRed = (x: number): boolean => {
      const at = (Math.floor(info.height / 2) * info.width + x) * info.channels
      return (data[at] ?? 0) > 200 && (data[at + 2] ?? 0) < 60
    }
    expect([10, 246, 266, 760].map(isRed)).toEqual([true, true, false, false])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('This is no picture')],
    ['zeros', Buffer.alloc(1_000)],
    ['the beginning of a JPEG alone', Buffer.of(0xff, 0xd8, 0xff, 0xe0)],
  ])('rejects %s', async (_name, bytes) => {
    await expect(encodeFrame(bytes, 'economy')).rejects.toThrow()
  })

  it('can be warmed up', () => expect(warmUpEncoder()).resolves.toBeUndefined())
})
