/**
 * macOS's icon file (https://en.wikipedia.org/wiki/Apple_Icon_Image_format), with the kinds that
 * Apple's own `iconutil` writes: PNG, and for the two smallest a simple packing of their channels, as
 * macOS shows their PNGs wrongly in places. Pure.
 */

/** @typedef {import('./ico.mjs').Drawing} Drawing */

const HEADER_BYTES = 8

/** Kinds by size in px; a picture serves as itself and as the sharp twin of one of half its size. */
const KINDS = [
  { kind: 'ic04', size: 16, isPacked: true },
  { kind: 'ic05', size: 32, isPacked: true },
  { kind: 'ic11', size: 32, isPacked: false },
  { kind: 'ic12', size: 64, isPacked: false },
  { kind: 'ic07', size: 128, isPacked: false },
  { kind: 'ic13', size: 256, isPacked: false },
  { kind: 'ic08', size: 256, isPacked: false },
  { kind: 'ic14', size: 512, isPacked: false },
  { kind: 'ic09', size: 512, isPacked: false },
  { kind: 'ic10', size: 1024, isPacked: false },
]

export const ICNS_SIZES = [...new Set(KINDS.map(({ size }) => size))]
export const ICNS_KINDS = KINDS.map(({ kind }) => kind)

/**
 * @param {readonly Drawing[]} drawings one for each of `ICNS_SIZES`
 * @returns {Buffer}
 */
export function icnsFile(drawings) {
  const parts = KINDS.map(({ kind, size, isPacked }) => {
    const drawing = drawings.find((candidate) => candidate.size === size)
    if (drawing === undefined) throw new Error(`there is no drawing of ${size} px`)
    return part(kind, isPacked ? packedChannels(drawing.rgba) : drawing.png)
  })
  return part('icns', Buffer.concat(parts))
}

/**
 * @param {string} kind
 * @param {Buffer} content
 */
function part(kind, content) {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(kind, 'latin1')
  header.writeUInt32BE(HEADER_BYTES + content.length, 4)
  return Buffer.concat([header, content])
}

/** The word ARGB, then each channel for itself. @param {Buffer} rgba */
function packedChannels(rgba) {
  const channels = [3, 0, 1, 2].map((place) => packed(rgba.filter((_, at) => at % 4 === place)))
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), ...channels])
}

const SHORTEST_RUN = 3
const LONGEST_RUN = 130
const LONGEST_LITERAL = 128

/**
 * Runs of 3 to 130 equal bytes as (length + 125, byte), others as (length − 1, bytes …).
 *
 * @param {Uint8Array} bytes
 * @returns {Buffer}
 */
export function packed(bytes) {
  /** @type {number[]} */
  const result = []
  /** @type {number[]} */
  let literal = []
  const flush = () => {
    if (literal.length > 0) result.push(literal.length - 1, ...literal)
    literal = []
  }
  for (let at = 0; at < bytes.length;) {
    const length = runLength(bytes, at)
    const byte = bytes[at] ?? 0
    if (length >= SHORTEST_RUN) {
      flush()
      result.push(length + 125, byte)
      at += length
    } else {
      literal.push(byte)
      if (literal.length === LONGEST_LITERAL) flush()
      at += 1
    }
  }
  flush()
  return Buffer.from(result)
}

/**
 * @param {Uint8Array} bytes
 * @param {number} from
 */
function runLength(bytes, from) {
  let length = 1
  while (length < LONGEST_RUN && bytes[from + length] === bytes[from]) length += 1
  return length
}

/**
 * The kinds in an icon file, as a system reads them.
 *
 * @param {Buffer} file
 * @returns {string[]}
 */
export function icnsKinds(file) {
  const kinds = []
  for (let at = HEADER_BYTES; at < file.length; at += file.readUInt32BE(at + 4)) {
    kinds.push(file.toString('latin1', at, at + 4))
  }
  return kinds
}
