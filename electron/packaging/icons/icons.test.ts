import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../runtime/paths.mjs'
import { ICNS_KINDS, icnsKinds, packed } from './icns.mjs'
import { icoFile, icoSizes } from './ico.mjs'

const icons = join(projectFolder, 'resources/icons')
const read = (name: string) => readFileSync(join(icons, name))

/** Whether a picture shows, pixel by pixel, a drawing at a size. */
async function isDrawn(picture: Buffer, source: string, size: number): Promise<boolean> {
  const file = join(icons, source)
  const { width } = await sharp(file).metadata()
  const drawing = sharp(file, { density: (72 * size) / width }).resize(size, size)
  const [expected, found] = await Promise.all(
    [drawing, sharp(picture)].map((one) => one.ensureAlpha().raw().toBuffer()),
  )
  return expected !== undefined && found !== undefined && expected.equals(found)
}

describe('the icons that are committed', () => {
  it.each([
    ['app-small.svg', [16, 24, 32]],
    ['app.svg', [48, 64, 128, 256, 512, 1024]],
  ])('for Linux are drawn from %s at %s px', async (source, sizes) => {
    for (const size of sizes) {
      expect(await isDrawn(read(`linux/${size}x${size}.png`), source, size)).toBe(true)
    }
  })

  it('for Windows have every size, drawn from the same', async () => {
    const file = read('app.ico')
    expect(icoSizes(file)).toEqual([16, 20, 24, 32, 40, 48, 64, 256])
    const largest = file.subarray(file.lastIndexOf('\x89PNG', undefined, 'latin1'))
    expect(await isDrawn(largest, 'app.svg', 256)).toBe(true)
  })

  it('for macOS have every kind, drawn from the same', async () => {
    const file = read('app.icns')
    expect(file.readUInt32BE(4)).toBe(file.length)
    expect(icnsKinds(file)).toEqual(ICNS_KINDS)
    const largest = file.subarray(file.indexOf('ic10') + 8)
    expect(await isDrawn(largest, 'app.svg', 1024)).toBe(true)
  })
})

describe('a Windows icon', () => {
  it('holds small pictures upside down, as blue, green, red and alpha, with an empty mask', () => {
    const [top, bottom] = [
      [1, 2, 3, 4, 5, 6, 7, 8],
      [9, 10, 11, 12, 13, 14, 15, 16],
    ]
    const rgba = Buffer.from([...top, ...bottom])
    const file = icoFile([{ size: 2, rgba, png: Buffer.alloc(0) }])
    const swapped = [11, 10, 9, 12, 15, 14, 13, 16, 3, 2, 1, 4, 7, 6, 5, 8]
    const bitmap = file.subarray(6 + 16 + 40)
    expect([...bitmap.subarray(0, 16)]).toEqual(swapped)
    expect([...bitmap.subarray(16)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })
})

describe('the packing of channels in a macOS icon', () => {
  it.each([
    ['nothing', [], []],
    ['what differs', [1, 2], [1, 1, 2]],
    ['runs', [7, 7, 7], [128, 7]],
    ['two alike, which are no run', [7, 7, 8], [2, 7, 7, 8]],
    ['both', [1, 7, 7, 7, 7, 2], [0, 1, 129, 7, 0, 2]],
  ])('takes %s', (_what, bytes, expected) => {
    expect([...packed(Uint8Array.from(bytes))]).toEqual(expected)
  })

  it('splits what is too long', () => {
    expect([...packed(new Uint8Array(131))]).toEqual([255, 0, 0, 0])
    const differing = Uint8Array.from({ length: 129 }, (_, at) => at % 256)
    expect(packed(differing)).toHaveLength(129 + 2)
  })
})
