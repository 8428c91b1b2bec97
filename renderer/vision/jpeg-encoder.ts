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

  /** The frame is drawn at once, so the caller may close it when this has returned its promise. */
  async encode(frame: VideoFrame): Promise<Picture> {
    const { displayWidth: width, displayHeight: height } = frame
    const { canvas, context } = this.#surfaceOf(width, height)
    context.drawImage(frame, 0, 0, width, height)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
    return { jpeg: await blob.arrayBuffer(), width, height }
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
