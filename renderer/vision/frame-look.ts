import { cameraPlace, coverBoxes, cropOf, type PixelBox, type Size } from './composition'
import type { Look } from './frame-gate'
import type { Ingredients } from './frame-grab'
import { CAMERA_CELL, CELL, signatureOf, type Plane, type Signature } from './frame-signature'

/**
 * What tells this picture from others, read in the frame's own format: for most screens and cameras
 * brightness and colours that need no conversion. What covers hide is no part of it, nor is what the
 * page itself moves.
 */
export async function lookAt(ingredients: Ingredients): Promise<Look> {
  const { frame, camera, composition, overlooked } = ingredients
  const { region, corner, covers } = composition
  const size = visibleSize(frame)
  const crop = cropOf(size, region)
  const hidden = coverBoxes(crop, covers)
  for (const { left, top, ...length } of coverBoxes(size, overlooked)) {
    hidden.push({ left: left - crop.left, top: top - crop.top, ...length })
  }
  if (camera) hidden.push(cameraPlace(crop, visibleSize(camera), corner))
  return {
    made: JSON.stringify([composition, size, camera && visibleSize(camera), frame.format]),
    source: await readSignature(frame, crop, CELL, hidden),
    camera: camera && (await readSignature(camera, wholeOf(camera), CAMERA_CELL, [])),
  }
}

/** Pixels that a frame shows. */
export function visibleSize(frame: VideoFrame): Size {
  const { width, height } = frame.visibleRect ?? {
    width: frame.displayWidth,
    height: frame.displayHeight,
  }
  return { width, height }
}

const wholeOf = (frame: VideoFrame): PixelBox => ({ left: 0, top: 0, ...visibleSize(frame) })

async function readSignature(
  frame: VideoFrame,
  crop: PixelBox,
  cell: number,
  hidden: readonly PixelBox[],
): Promise<Signature | null> {
  try {
    const bytes = new Uint8Array(frame.allocationSize())
    const layout = await frame.copyTo(bytes)
    const planes = planesOf(frame.format, bytes, layout)
    return planes && signatureOf(planes, crop, cell, hidden)
  } catch {
    // A frame that lies on the graphics card does not always give its bytes.
    return null
  }
}

/** https://www.w3.org/TR/webcodecs/#enumdef-videopixelformat; `null` for those that none makes. */
function planesOf(
  format: VideoPixelFormat | null,
  bytes: Uint8Array,
  layout: readonly PlaneLayout[],
): Plane[] | null {
  const [first, second, third] = layout
  if (!first) return null
  const plane = ({ offset, stride }: PlaneLayout, step: number, share: 1 | 2, skip = 0): Plane => ({
    bytes,
    offset: offset + skip,
    stride,
    step,
    share,
  })
  switch (format) {
    case 'I420':
    case 'I420A':
      return second && third ? [plane(first, 1, 1), plane(second, 1, 2), plane(third, 1, 2)] : null
    case 'NV12':
      return second ? [plane(first, 1, 1), plane(second, 2, 2), plane(second, 2, 2, 1)] : null
    case 'RGBA':
    case 'RGBX':
    case 'BGRA':
    case 'BGRX':
      return [plane(first, 4, 1), plane(first, 4, 1, 1), plane(first, 4, 1, 2)]
    default:
      return null
  }
}
