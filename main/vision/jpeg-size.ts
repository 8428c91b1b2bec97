const START_OF_IMAGE = 0xffd8
const END_OF_IMAGE = 0xffd9
/** Markers that begin a frame, baseline to progressive (ITU-T T.81, table B.1). */
const FIRST_FRAME = 0xffc0
const LAST_FRAME = 0xffc2
const START_OF_SCAN = 0xffda

/** Pixels. */
export interface JpegSize {
  readonly width: number
  readonly height: number
}

/**
 * The size of a JPEG by its header; `null` for bytes that are none, or that were cut off. Nothing is
 * decoded: what lies between header and end is taken on trust.
 */
export function jpegSize(bytes: Uint8Array): JpegSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.byteLength - 2
  if (end < 2 || view.getUint16(0) !== START_OF_IMAGE || view.getUint16(end) !== END_OF_IMAGE) {
    return null
  }
  // A segment is its marker, its length without the marker, and what it says.
  for (let at = 2; at + 9 <= end; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker >= FIRST_FRAME && marker <= LAST_FRAME) return sizeOf(view, at)
    if (marker <= 0xff00 || marker === START_OF_SCAN) return null
  }
  return null
}

function sizeOf(view: DataView, frame: number): JpegSize | null {
  const height = view.getUint16(frame + 5)
  const width = view.getUint16(frame + 7)
  return width > 0 && height > 0 ? { width, height } : null
}
