import sharp from 'sharp'
import { expect, test } from 'vitest'
import { compare, glance, type Glance, isImage } from './frame-reader'

async function picture(
  spot?: { left: number; top: number },
  format: 'jpeg' | 'png' = 'jpeg',
): Promise<Buffer> {
  const blank = sharp({ create: { width: 320, height: 200, channels: 3, background: '#eeeeee' } })
  const black = { create: { width: 80, height: 60, channels: 3 as const, background: '#000000' } }
  const image = spot === undefined ? blank : blank.composite([{ input: black, ...spot }])
  return image.toFormat(format).toBuffer()
}

async function seen(image: Buffer): Promise<Glance> {
  const found = await glance(image)
  if (found === null) throw new Error('unreadable')
  return found
}

test('the two formats are told by their first bytes', async () => {
  expect(isImage(await picture(), 'image/jpeg')).toBe(true)
  expect(isImage(await picture(undefined, 'png'), 'image/png')).toBe(true)
  expect(isImage(await picture(), 'image/png')).toBe(false)
  expect(isImage(await picture(), 'image/webp')).toBe(false)
  expect(isImage(Buffer.from('GIF89a'), 'image/jpeg')).toBe(false)
  expect(isImage(Buffer.alloc(0), 'image/jpeg')).toBe(false)
})

test('size, brightness and what has changed are noticed', async () => {
  const blank = await seen(await picture())
  const marked = await seen(await picture({ left: 230, top: 10 }))
  expect(compare(blank, null)).toMatchObject({ width: 320, height: 200, change: 'first' })
  expect(compare(blank, null).brightness).toBeCloseTo(0.93, 1)
  expect(compare(await seen(await picture()), blank)).toMatchObject({ change: 'same' })
  expect(compare(marked, blank)).toMatchObject({ change: 'changed', where: 'top right' })
})

test('a picture that cannot be decoded is not seen', async () => {
  expect(await glance(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).toBeNull()
})
