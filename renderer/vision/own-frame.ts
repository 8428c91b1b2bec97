/**
 * The same picture in memory of its own. A frame lies in one of the few buffers of its capture, and
 * whoever keeps frames, as for a screen that stands still, can make it stop giving others
 * (https://github.com/w3c/mediacapture-transform/pull/119). Rejects for a frame that does not give
 * its bytes.
 */
export async function ownFrame(frame: VideoFrame): Promise<VideoFrame> {
  const { format, visibleRect, timestamp, colorSpace } = frame
  if (format === null || visibleRect === null) {
    throw new DOMException('The frame does not give its bytes', 'NotSupportedError')
  }
  const bytes = new Uint8Array(frame.allocationSize())
  const layout = await frame.copyTo(bytes)
  return new VideoFrame(bytes, {
    format,
    codedWidth: visibleRect.width,
    codedHeight: visibleRect.height,
    layout,
    timestamp,
    colorSpace,
    transfer: [bytes.buffer],
  })
}
