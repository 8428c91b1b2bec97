import type { Detail } from '@contract/settings'
import type Sharp from 'sharp'
import { formOf } from './picture-form'

export interface EncodedFrame {
  readonly jpeg: Uint8Array<ArrayBuffer>
  /** Pixels. */
  readonly width: number
  readonly height: number
}

let loading: Promise<typeof Sharp> | undefined

/** Loading the codec takes a third of a second and 60 MB: not before there is a picture for it. */
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
 * Fits a picture into the square of the chosen detail, as the page's worker does with those that it
 * makes: undistorted, never enlarged. Rejects for bytes that are no picture.
 */
export async function encodeFrame(picture: Uint8Array, detail: Detail): Promise<EncodedFrame> {
  const sharp = await loadCodec()
  const { longSide, quality } = formOf(detail)
  // The page's canvas is sRGB already; converting it by the profile it embeds takes 100 ms.
  const { data, info } = await sharp(picture, { ignoreIcc: true })
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: Math.round(quality * 100) })
    .toBuffer({ resolveWithObject: true })
  return { jpeg: new Uint8Array(data), width: info.width, height: info.height }
}
