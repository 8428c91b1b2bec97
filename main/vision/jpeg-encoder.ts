import type { Detail } from '@contract/settings'
import type Sharp from 'sharp'
import { DETAIL_LONG_SIDE } from '@contract/settings'

export interface EncodedFrame {
  readonly jpeg: Uint8Array<ArrayBuffer>
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** The same picture small, for lists: a JPEG made of the very bytes that are sent. */
  readonly thumbnail: Uint8Array<ArrayBuffer>
}

/** As lists show pictures, px and quality of a JPEG: some 5 KB each. */
const THUMBNAIL = { longSide: 240, quality: 60 }

/**
 * Judged by pictures of code and of a spreadsheet (docs/pictures.md): unscaled letters bear more
 * compression than scaled ones.
 */
const QUALITY: Readonly<Record<Detail, number>> = { economy: 80, standard: 80, 'read-text': 75 }

let loading: Promise<typeof Sharp> | undefined

/** Loading the codec takes a third of a second and 60 MB: not before something is shared. */
function loadCodec(): Promise<typeof Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // One picture a second needs neither threads for one image nor a cache of decoded ones.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  })
  return loading
}

/**
 * Fits a picture into the square of the chosen detail: undistorted, never enlarged. Rejects for
 * bytes that are no picture.
 */
export async function encodeFrame(picture: Uint8Array, detail: Detail): Promise<EncodedFrame> {
  const sharp = await loadCodec()
  const longSide = DETAIL_LONG_SIDE[detail]
  // The page's canvas is sRGB already; converting it by the profile it embeds takes 100 ms.
  const { data, info } = await sharp(picture, { ignoreIcc: true })
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: QUALITY[detail] })
    .toBuffer({ resolveWithObject: true })
  const { longSide: small, quality } = THUMBNAIL
  // The decoder scales as it reads, so this takes little besides the picture itself.
  const thumbnail = await sharp(data, { ignoreIcc: true })
    .resize({ width: small, height: small, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer()
  return {
    jpeg: new Uint8Array(data),
    width: info.width,
    height: info.height,
    thumbnail: new Uint8Array(thumbnail),
  }
}

/** Loads and compiles the codec now, so that the first frame of a share does not wait for it. */
export async function warmUpEncoder(): Promise<void> {
  const sharp = await loadCodec()
  const pixel = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#000' } })
    .jpeg()
    .toBuffer()
  await encodeFrame(pixel, 'economy')
}
