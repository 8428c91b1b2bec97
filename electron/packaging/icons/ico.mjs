/**
 * Windows' icon file (https://learn.microsoft.com/windows/win32/menurc/resources-for-icons): a list of
 * pictures. Small ones as bitmaps, which every part of Windows and every installer reads, and those of
 * 256 px as PNG. Pure.
 */

/** @typedef {{ readonly size: number, readonly rgba: Buffer, readonly png: Buffer }} Drawing */

const HEADER_BYTES = 6
const ENTRY_BYTES = 16
const BITMAP_HEADER_BYTES = 40
const IS_ICON = 1
const BITS_PER_PIXEL = 32
/** From this size on Windows wants PNG. */
const PNG_FROM = 256

/**
 * @param {readonly Drawing[]} drawings up to 256 px
 * @returns {Buffer}
 */
export function icoFile(drawings) {
  const pictures = drawings.map((drawing) =>
    drawing.size >= PNG_FROM ? drawing.png : bitmap(drawing),
  )
  const header = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * drawings.length)
  header.writeUInt16LE(IS_ICON, 2)
  header.writeUInt16LE(drawings.length, 4)
  let offset = header.length
  pictures.forEach((picture, index) => {
    const at = HEADER_BYTES + ENTRY_BYTES * index
    // 256 does not fit into a byte: it is written as 0.
    const size = (drawings[index]?.size ?? 0) % PNG_FROM
    header.writeUInt8(size, at)
    header.writeUInt8(size, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(BITS_PER_PIXEL, at + 6)
    header.writeUInt32LE(picture.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += picture.length
  })
  return Buffer.concat([header, ...pictures])
}

/** @param {Drawing} drawing */
function bitmap({ size, rgba }) {
  const header = Buffer.alloc(BITMAP_HEADER_BYTES)
  header.writeUInt32LE(BITMAP_HEADER_BYTES, 0)
  header.writeInt32LE(size, 4)
  // Twice as high as it is: the mask stands below the colours.
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(BITS_PER_PIXEL, 14)
  return Buffer.concat([header, bottomUp(size, rgba), emptyMask(size)])
}

/**
 * Blue, green, red, alpha; the lowest row first.
 *
 * @param {number} size
 * @param {Buffer} rgba
 */
function bottomUp(size, rgba) {
  const pixels = Buffer.from(rgba)
  for (let y = 0; y < size; y++) {
    const row = Buffer.from(rgba.subarray((size - 1 - y) * size * 4, (size - y) * size * 4))
    for (let x = 0; x < row.length; x += 4)
      row.writeUInt32BE(swapRedAndBlue(row.readUInt32BE(x)), x)
    row.copy(pixels, y * size * 4)
  }
  return pixels
}

/** @param {number} rgba */
function swapRedAndBlue(rgba) {
  const [red, green, blue, alpha] = [
    rgba >>> 24,
    (rgba >>> 16) & 255,
    (rgba >>> 8) & 255,
    rgba & 255,
  ]
  return ((blue << 24) | (green << 16) | (red << 8) | alpha) >>> 0
}

/** One bit for each pixel, rows filled up to 4 bytes; with an alpha channel it says nothing. */
function emptyMask(/** @type {number} */ size) {
  return Buffer.alloc(Math.ceil(size / 32) * 4 * size)
}

/**
 * The sizes in an icon file, as a system reads them.
 *
 * @param {Buffer} file
 * @returns {number[]}
 */
export function icoSizes(file) {
  const count = file.readUInt16LE(4)
  return Array.from({ length: count }, (_, index) => {
    return file.readUInt8(HEADER_BYTES + ENTRY_BYTES * index) || PNG_FROM
  })
}
