const QUALITY = 0.92

export interface Picture {
  readonly jpeg: ArrayBuffer
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** Encodes frames one at a time on one canvas, which it keeps. */
export class JpegEncoder {
  #surface: { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } | null = null

  /** The caller may close the frame when this has returned its promise. */
  async encode(frame: VideoFrame): Promise<Picture> {
    const own = frame.clone()
    try {
      const pixels = await copyPixels(own)
      const { width, height } = pixels ?? { width: own.displayWidth, height: own.displayHeight }
      // From here to the snapshot nothing waits: another frame on the same canvas cannot get in.
      const { canvas, context } = this.#surfaceOf(width, height)
      if (pixels) context.putImageData(pixels, 0, 0)
      else context.drawImage(own, 0, 0, width, height)
      const encoded = canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
      return { jpeg: await (await encoded).arrayBuffer(), width, height }
    } finally {
      own.close()
    }
  }

  #surfaceOf(
    width: number,
    height: number,
  ): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
    if (this.#surface?.canvas.width === width && this.#surface.canvas.height === height) {
      return this.#surface
    }
    const canvas = new OffscreenCanvas(width, height)
    // The pixels are read back at once, so they are best kept in main memory.
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
    if (!context) throw new DOMException('No canvas for frames', 'NotSupportedError')
    this.#surface = { canvas, context }
    return this.#surface
  }
}

/**
 * The picture as bytes; `null` when the frame does not give them. `drawImage` does without, but
 * without a GPU it keeps what it has drawn: 512 MB after a minute of a shared 1080p screen.
 */
async function copyPixels(frame: VideoFrame): Promise<ImageData | null> {
  const { visibleRect } = frame
  if (visibleRect === null) return null
  const pixels = new ImageData(visibleRect.width, visibleRect.height)
  try {
    await frame.copyTo(pixels.data, { format: 'RGBA', colorSpace: 'srgb' })
    return pixels
  } catch {
    return null
  }
}
