/**
 * Opus in Ogg, page by page: what is written so far plays to its end whatever becomes of the writer, as
 * no header waits to be finished. RFC 3533 (Ogg), RFC 7845 (Opus in it).
 */

/** Places in the sound (granules) are counted at 48 kHz, whatever the rate of what was encoded. */
export const GRANULE_RATE = 48_000

const FLAGS = { first: 0x02, middle: 0, last: 0x04 } as const

/** A packet takes a segment for each 255 bytes and one to end it, and a page has no more than 255. */
const SEGMENT_BYTES = 255
const MOST_SEGMENTS = 255
const HEADER_BYTES = 27
const CHECKSUM_AT = 22

export interface OggPage {
  readonly place: keyof typeof FLAGS
  /** Where the sound ends that the page completes. */
  readonly granule: number
  /** Tells the stream of one file from another. */
  readonly serial: number
  /** Counts the pages up from 0. */
  readonly sequence: number
  /** Whole ones. */
  readonly packets: readonly Uint8Array[]
}

/** @throws when that is more than fits */
export function oggPage({ place, granule, serial, sequence, packets }: OggPage): Uint8Array {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / SEGMENT_BYTES) }, () => SEGMENT_BYTES),
    length % SEGMENT_BYTES,
  ])
  if (lacing.length > MOST_SEGMENTS) throw new RangeError('Too much for one page')
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('OggS', 0, 'latin1')
  header.writeUInt8(FLAGS[place], 5)
  header.writeBigInt64LE(BigInt(granule), 6)
  header.writeUInt32LE(serial, 14)
  header.writeUInt32LE(sequence, 18)
  header.writeUInt8(lacing.length, 26)
  const page = Buffer.concat([header, Uint8Array.from(lacing), ...packets])
  page.writeUInt32LE(checksum(page), CHECKSUM_AT)
  return page
}

/**
 * The first packet of a stream.
 *
 * @param preSkip what a decoder leaves out at the beginning, as its delay, at 48 kHz
 * @param inputRate of what was encoded, in Hz
 */
export function opusHead(channels: 1 | 2, preSkip: number, inputRate: number): Uint8Array {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 0, 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(channels, 9)
  head.writeUInt16LE(preSkip, 10)
  head.writeUInt32LE(inputRate, 12)
  return head
}

/** The second packet: who has encoded it, and no comments. */
export function opusTags(vendor: string): Uint8Array {
  const name = Buffer.from(vendor, 'utf8')
  const lengths = Buffer.alloc(4)
  lengths.writeUInt32LE(name.length)
  return Buffer.concat([Buffer.from('OpusTags', 'latin1'), lengths, name, Buffer.alloc(4)])
}

/** Ogg's own: the polynomial of CRC-32, but neither reflected nor inverted. */
export function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum = ((sum << 8) ^ (TABLE[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return sum
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum >>> 0
})
