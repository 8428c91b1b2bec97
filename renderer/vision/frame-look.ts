import { cameraPlace, coverBoxes, cropOf, type PixelBox, type Size } from './composition'
import { FrameBytes } from './frame-bytes'
import type { Look } from './frame-gate'
import type { Ingredients } from './frame-grab'
import { CAMERA_CELL, CELL, signatureOf, type Plane, type Signature } from './frame-signature'

/** Looks at the pictures of one share; one at a time. */
export class FrameLook {
  readonly #source = new SignatureReader()
  readonly #camera = new SignatureReader()

  /**
   * What tells this picture from others, read in the frame's own format: for most screens and
   * cameras brightness and colours that need no conversion. What covers hide is no part of it, nor
   * is what the page itself moves.
   */
  async read({ frame, camera, composition, overlooked }: Ingredients): Promise<Look> {
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
      source: await this.#source.read(frame, { crop, cell: CELL, hidden }),
      camera:
        camera &&
        (await this.#camera.read(camera, {
          crop: { left: 0, top: 0, ...visibleSize(camera) },
          cell: CAMERA_CELL,
          hidden: [],
        })),
    }
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

interface Part {
  readonly crop: PixelBox
  readonly cell: number
  readonly hidden: readonly PixelBox[]
}

class SignatureReader {
  readonly #bytes = new FrameBytes()
  #last: Signature | null = null
  #lastPart = ''

  async read(frame: VideoFrame, part: Part): Promise<Signature | null> {
    try {
      const { bytes, layout, isSame } = await this.#bytes.read(frame)
      const partKey = JSON.stringify([part, frame.format, layout])
      if (isSame && partKey === this.#lastPart) return this.#last
      const planes = planesOf(frame.format, bytes, layout)
      this.#last = planes && signatureOf(planes, part.crop, part.cell, part.hidden)
      this.#lastPart = partKey
      return this.#last
    } catch {
      // A frame that lies on the graphics card does not always give its bytes.
      return null
    }
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
