/** What parts of a received JPEG look like. */
import sharp from 'sharp'

/** Parts of the picture's width and height, from 0 to 1. */
export interface Part {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface PartLook {
  /** Mean of red, green and blue, 0 to 255 each. */
  readonly mean: readonly number[]
  /** How far the lightest and the darkest pixel differ, in the colour in which they differ most. */
  readonly spread: number
}

export async function lookOfPart(jpeg: Buffer | undefined, part: Part): Promise<PartLook> {
  if (!jpeg) return { mean: [], spread: Infinity }
  const { width, height } = await sharp(jpeg).metadata()
  const region = {
    left: Math.round(part.left * width),
    top: Math.round(part.top * height),
    width: Math.round(part.width * width),
    height: Math.round(part.height * height),
  }
  // `stats` looks at the whole input, whatever was asked of the pipeline before it.
  const { channels } = await sharp(await sharp(jpeg).extract(region).png().toBuffer()).stats()
  return {
    mean: channels.map(({ mean }) => mean),
    spread: Math.max(...channels.map(({ max, min }) => max - min)),
  }
}
