import {
  cameraPlace,
  coverBoxes,
  cropOf,
  halvingsOf,
  type PixelBox,
  type Size,
} from './composition'
import type { Ingredients } from './frame-grab'
import { visibleSize } from './frame-look'
import { halve } from './halve'

/** Covers are of one colour that is in no picture by chance, and says that something is hidden. */
const COVER_COLOUR = '#3a3a3a'

export interface Picture {
  readonly jpeg: ArrayBuffer
  /** Pixels. */
  readonly width: number
  readonly height: number
}

interface Surface {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** High, as main fits it and encodes it once more. */
const QUALITY = 0.92

/**
 * Composes and encodes pictures one at a time, on canvases that it keeps. What is more than twice as
 * large as it will be sent is halved first: a quarter of the pixels to encode, here and in main.
 */
export class JpegEncoder {
  #picture: Surface | null = null
  #camera: Surface | null = null
  #pixels: ImageData | null = null
  #cameraPixels: ImageData | null = null

  /**
   * The caller may close the frames when the promise is settled. `longSide`: that of the picture
   * when it is sent, in px.
   */
  async encode({ frame, camera, composition }: Ingredients, longSide: number): Promise<Picture> {
    const source = visibleSize(frame)
    const crop = cropOf(source, composition.region)
    const halvings = halvingsOf(crop, longSide)
    const width = crop.width >> halvings
    const height = crop.height >> halvings
    const pixels = (this.#pixels = await copyPixels(frame, crop, this.#pixels))
    const wholeCamera = camera && { left: 0, top: 0, ...visibleSize(camera) }
    this.#cameraPixels =
      camera && wholeCamera && (await copyPixels(camera, wholeCamera, this.#cameraPixels))
    // From here to the snapshot nothing waits: another picture on the same canvas cannot get in.
    const surface = (this.#picture = surfaceOf(this.#picture, { width, height }))
    const { canvas, context } = surface
    if (pixels) context.putImageData(halved(pixels, halvings), 0, 0)
    else {
      const { left, top } = crop
      context.drawImage(frame, left, top, crop.width, crop.height, 0, 0, width, height)
    }
    if (camera)
      this.#drawCamera(context, canvas, { camera, pixels: this.#cameraPixels }, composition.corner)
    // Last, so that nothing lies above them.
    context.fillStyle = COVER_COLOUR
    for (const box of coverBoxes(canvas, composition.covers)) {
      context.fillRect(box.left, box.top, box.width, box.height)
    }
    const encoded = canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
    return { jpeg: await (await encoded).arrayBuffer(), width, height }
  }

  #drawCamera(
    context: OffscreenCanvasRenderingContext2D,
    picture: Size,
    { camera, pixels }: { readonly camera: VideoFrame; readonly pixels: ImageData | null },
    corner: Ingredients['composition']['corner'],
  ): void {
    const { left, top, width, height } = cameraPlace(picture, visibleSize(camera), corner)
    if (!pixels) {
      context.drawImage(camera, left, top, width, height)
      return
    }
    this.#camera = surfaceOf(this.#camera, pixels)
    this.#camera.context.putImageData(pixels, 0, 0)
    context.drawImage(this.#camera.canvas, left, top, width, height)
  }
}

function surfaceOf(kept: Surface | null, { width, height }: Size): Surface {
  if (kept?.canvas.width === width && kept.canvas.height === height) return kept
  const canvas = new OffscreenCanvas(width, height)
  // The pixels are read back at once, so they are best kept in main memory.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new DOMException('No canvas for frames', 'NotSupportedError')
  context.imageSmoothingQuality = 'high'
  return { canvas, context }
}

function halved(pixels: ImageData, times: number): ImageData {
  if (times === 0) return pixels
  const { width, height } = pixels
  const half = halve(new Uint32Array(pixels.data.buffer), width, height)
  return halved(
    new ImageData(new Uint8ClampedArray(half.buffer), width >> 1, height >> 1),
    times - 1,
  )
}

/**
 * A part of the picture as bytes; `null` when the frame does not give them. `drawImage` does
 * without, but without a GPU it keeps what it has drawn: 512 MB after a minute of a shared 1080p
 * screen. `kept` is written over if it is of the right size: new memory takes longer than the copy.
 */
async function copyPixels(
  frame: VideoFrame,
  part: PixelBox,
  kept: ImageData | null,
): Promise<ImageData | null> {
  const { visibleRect } = frame
  if (visibleRect === null) return null
  const { left, top, width, height } = part
  const rect = { x: visibleRect.x + left, y: visibleRect.y + top, width, height }
  const fits = kept?.width === width && kept.height === height
  const pixels = fits ? kept : new ImageData(width, height)
  try {
    await frame.copyTo(pixels.data, { format: 'RGBA', colorSpace: 'srgb', rect })
    return pixels
  } catch {
    return null
  }
}
