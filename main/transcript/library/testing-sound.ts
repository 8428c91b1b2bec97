/** For tests: sound that can be found again, and an Ogg reader that takes no page on trust. */
import { createDecoder } from 'libopus-wasm'
import { RECORDING } from '../recording/sound-format'
import { checksum } from './ogg-opus'

const { sampleRate } = RECORDING

export interface Tone {
  readonly side: 'user' | 'assistant'
  readonly hz: number
  readonly fromMs: number
  readonly toMs: number
}

/** Both sides in turn, 16 bit; silence where there is no tone. */
export function soundOf(tones: readonly Tone[], fromMs: number, toMs: number): Uint8Array {
  const first = (fromMs * sampleRate) / 1000
  const samples = new Int16Array(((toMs - fromMs) * sampleRate * 2) / 1000)
  for (const { side, hz, ...tone } of tones) {
    for (let at = 0; at < samples.length / 2; at += 1) {
      const ms = ((first + at) * 1000) / sampleRate
      if (ms < tone.fromMs || ms >= tone.toMs) continue
      const level = 12_000 * Math.sin((2 * Math.PI * hz * ms) / 1000)
      samples[2 * at + (side === 'user' ? 0 : 1)] = level
    }
  }
  return new Uint8Array(samples.buffer)
}

export interface DecodedSound {
  readonly user: Int16Array
  readonly assistant: Int16Array
  /** Whether the file says that this is its end. */
  readonly isFinished: boolean
}

/** @throws when a page is not whole or not where it should be */
export async function decodeOgg(file: Uint8Array): Promise<DecodedSound> {
  const { packets, granule, isFinished } = readPages(Buffer.from(file))
  const [head, tags, ...sound] = packets
  if (head?.toString('latin1', 0, 8) !== 'OpusHead') throw new Error('No head')
  if (tags?.toString('latin1', 0, 8) !== 'OpusTags') throw new Error('No tags')
  const decoder = await createDecoder({ sampleRate, channels: 2 })
  const frames = sound.flatMap((packet) => [...decoder.decode(packet)])
  decoder.free()
  // Granules and the decoder's delay are counted at 48 kHz.
  const played = frames.slice(head.readUInt16LE(10), granule)
  const side = (channel: 0 | 1): Int16Array =>
    Int16Array.from(played.filter((_, at) => at % 2 === channel))
  return { user: side(0), assistant: side(1), isFinished }
}

function readPages(file: Buffer): { packets: Buffer[]; granule: number; isFinished: boolean } {
  const packets: Buffer[] = []
  let granule = 0
  let isFinished = false
  let sequence = 0
  for (let at = 0; at < file.length; sequence += 1) {
    if (file.toString('latin1', at, at + 4) !== 'OggS') throw new Error(`No page at ${at}`)
    const lacing = file.subarray(at + 27, at + 27 + file.readUInt8(at + 26))
    const body = at + 27 + lacing.length
    const end = body + lacing.reduce((all, length) => all + length, 0)
    const page = Buffer.from(file.subarray(at, end))
    const told = page.readUInt32LE(22)
    page.writeUInt32LE(0, 22)
    if (told !== checksum(page)) throw new Error(`A page that is not whole at ${at}`)
    if (page.readUInt32LE(18) !== sequence) throw new Error(`A page is missing at ${at}`)
    isFinished = (page.readUInt8(5) & 4) !== 0
    granule = Number(page.readBigInt64LE(6))
    let start = body
    let length = 0
    for (const segment of lacing) {
      length += segment
      if (segment === 255) continue
      packets.push(file.subarray(start, start + length))
      start += length
      length = 0
    }
    at = end
  }
  return { packets, granule, isFinished }
}

/** Where a side is loud: from and to, in ms; a pause of less than 20 ms is none. */
export function loudParts(samples: Int16Array): { fromMs: number; toMs: number }[] {
  const parts: { fromMs: number; toMs: number }[] = []
  samples.forEach((sample, at) => {
    if (Math.abs(sample) < 3_000) return
    const ms = (at * 1000) / sampleRate
    const last = parts.at(-1)
    if (last && ms - last.toMs < 20) last.toMs = ms
    else parts.push({ fromMs: ms, toMs: ms })
  })
  return parts
}
