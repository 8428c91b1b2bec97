/** Pictures of a window as it stands on the display, and how much two of them differ. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect } from '../e2e/launch'

const execute = promisify(execFile)

/** By so much of 255 a channel may differ before a pixel counts as another: glyphs' edges do by chance. */
const SAME_WITHIN = 24

/** Below it a picture is one colour: a page that was not drawn. */
const MINIMAL_DEVIATION = 5

/** The share of a page that a blinking caret may have. */
const CARET = 0.0005

/** The window's content without its frame, as a PNG, once it is drawn and at rest. */
export async function settledPicture(title: string): Promise<Buffer> {
  let last = await picture(title)
  await expect(async () => {
    const before = last
    last = await picture(title)
    expect(await differenceOf(before, last)).toBeLessThan(CARET)
    const { channels } = await sharp(last).stats()
    const deviations = channels.slice(0, 3).map(({ stdev }) => stdev)
    expect(Math.max(...deviations)).toBeGreaterThan(MINIMAL_DEVIATION)
  }).toPass({ timeout: 20_000, intervals: [500] })
  return last
}

async function picture(title: string): Promise<Buffer> {
  const search = ['search', '--onlyvisible', '--name', `^${title}$`]
  const id = (await execute('xdotool', search)).stdout.trim().split('\n')[0] ?? ''
  const options = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
  const args = ['-silent', '-window', id, 'png:-']
  return (await execute('import', args, options)).stdout
}

/** The share of pixels, 0 to 1, that differ; 1 for pictures of different sizes. */
export async function differenceOf(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([rawPixels(one), rawPixels(other)])
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return 1
  const { channels, width, height } = a.info
  let different = 0
  for (let pixel = 0; pixel < a.data.length; pixel += channels) {
    const parts = Array.from({ length: channels }, (_, channel) => pixel + channel)
    const isOther = parts.some(
      (at) => Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0)) > SAME_WITHIN,
    )
    if (isOther) different += 1
  }
  return different / (width * height)
}

function rawPixels(png: Buffer) {
  return sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
}
