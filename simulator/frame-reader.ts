import type { Sight } from './scenario'

/** Side of the small grey picture by which frames are compared. */
const SIDE = 16
/** Difference of a grey level, of 255, that a person would notice. */
const NOTICED = 12
/** Share of the picture that must differ. */
const CHANGED_SHARE = 0.01

export interface Glance {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

/** The magic bytes of the two formats that the service takes. */
export function isImage(bytes: Buffer, mimeType: string): boolean {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  if (mimeType === 'image/png') return bytes.subarray(0, png.length).equals(png)
  return mimeType === 'image/jpeg' && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
}

/** A picture's size and its small grey version; null if it cannot be decoded. */
export async function glance(image: Buffer): Promise<Glance | null> {
  try {
    // Loaded at the first frame that is looked at: most tests never need the decoder.
    const { default: sharp } = await import('sharp')
    const { width, height } = await sharp(image).metadata()
    const grey = await sharp(image).resize(SIDE, SIDE, { fit: 'fill' }).greyscale().raw().toBuffer()
    return { width, height, grey: new Uint8Array(grey) }
  } catch {
    return null
  }
}

/** What is to be said of a picture beside the one before. Pure. */
export function compare(now: Glance, before: Glance | null): Sight {
  const { width, height, grey } = now
  const brightness = grey.reduce((sum, level) => sum + level, 0) / grey.length / 255
  if (before === null) return { width, height, brightness, change: 'first', where: '' }
  const differing = [...grey.keys()].filter(
    (index) => Math.abs((grey[index] ?? 0) - (before.grey[index] ?? 0)) > NOTICED,
  )
  const resized = width !== before.width || height !== before.height
  if (!resized && differing.length < grey.length * CHANGED_SHARE) {
    return { width, height, brightness, change: 'same', where: '' }
  }
  return { width, height, brightness, change: 'changed', where: quarter(differing) }
}

/** The corner that holds more than two thirds of the differing spots, if one does. */
function quarter(differing: readonly number[]): string {
  const share = (matches: (index: number) => boolean): number =>
    differing.filter(matches).length / differing.length
  const top = share((index) => index < (SIDE * SIDE) / 2)
  const left = share((index) => index % SIDE < SIDE / 2)
  const vertical = top > 2 / 3 ? 'top' : top < 1 / 3 ? 'bottom' : ''
  const horizontal = left > 2 / 3 ? 'left' : left < 1 / 3 ? 'right' : ''
  return `${vertical} ${horizontal}`.trim()
}
