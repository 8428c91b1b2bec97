import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { randomInt } from 'node:crypto'
import type { OpusEncoderHandle } from 'libopus-wasm'
import { RECORDING } from '../recording/sound-format'
import { GRANULE_RATE, oggPage, opusHead, opusTags, type OggPage } from './ogg-opus'
import { takeEncoder } from './opus-encoder'

const { sampleRate, channels, frameMs, frameSamples } = RECORDING

const FRAME_GRANULES = (frameMs * GRANULE_RATE) / 1000
const FRAME_BYTES = frameSamples * channels * Int16Array.BYTES_PER_ELEMENT

/** No packet takes more than six segments of a page, and a page holds 255. */
const MOST_PACKET_BYTES = 1_275
const PACKETS_A_PAGE = 25

/** A file of recorded sound that grows: Opus in Ogg, playable as far as it was written at any moment. */
export class SoundFile {
  readonly #file: number
  readonly #encoder: OpusEncoderHandle
  readonly #serial = randomInt(2 ** 32)
  readonly #preSkip: number
  #pages = 0
  #frames = 0
  #bytes = 0

  /** @throws when there is such a file already, or none can be made */
  constructor(path: string) {
    this.#encoder = takeEncoder()
    this.#preSkip = (this.#encoder.getLookahead() * GRANULE_RATE) / sampleRate
    try {
      this.#file = openSync(path, 'wx', 0o600)
    } catch (error) {
      this.#encoder.free()
      throw error
    }
    try {
      this.#writeHeaders()
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** How much sound it holds. */
  get durationMs(): number {
    return this.#frames * frameMs
  }

  /**
   * Adds sound to its end.
   *
   * @param pcm both sides in turn, 16 bit at 24 kHz, in whole frames of 20 ms
   * @throws when it could not be written; the file is as long as before then
   */
  append(pcm: Uint8Array): void {
    const packets: Uint8Array[] = []
    for (let at = 0; at + FRAME_BYTES <= pcm.length; at += FRAME_BYTES) {
      packets.push(this.#encode(pcm.subarray(at, at + FRAME_BYTES)))
    }
    const pages: Uint8Array[] = []
    let frames = this.#frames
    for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
      const some = packets.slice(at, at + PACKETS_A_PAGE)
      frames += some.length
      pages.push(this.#page({ place: 'middle', granule: frames * FRAME_GRANULES, packets: some }))
    }
    this.#write(Buffer.concat(pages))
    this.#frames = frames
  }

  /** Writes what the encoder still holds, and that this is the end. */
  finish(): void {
    try {
      const packets = [this.#encode(new Uint8Array(FRAME_BYTES))]
      const granule = this.#frames * FRAME_GRANULES + this.#preSkip
      this.#write(this.#page({ place: 'last', granule, packets }))
    } finally {
      this.close()
    }
  }

  /** Leaves it as it is. */
  close(): void {
    closeSync(this.#file)
    this.#encoder.free()
  }

  /** Each on a page of its own, as RFC 7845 has it. */
  #writeHeaders(): void {
    const head = opusHead(channels, this.#preSkip, sampleRate)
    const tags = opusTags('Sightline, libopus')
    this.#write(
      Buffer.concat([
        this.#page({ place: 'first', granule: 0, packets: [head] }),
        this.#page({ place: 'middle', granule: 0, packets: [tags] }),
      ]),
    )
  }

  #encode(frame: Uint8Array): Uint8Array {
    return this.#encoder.encode(frame, { maxPacketBytes: MOST_PACKET_BYTES })
  }

  #page(page: Omit<OggPage, 'serial' | 'sequence'>): Uint8Array {
    this.#pages += 1
    return oggPage({ ...page, serial: this.#serial, sequence: this.#pages - 1 })
  }

  #write(bytes: Uint8Array): void {
    try {
      let written = 0
      while (written < bytes.length) {
        written += writeSync(
          this.#file,
          bytes,
          written,
          bytes.length - written,
          this.#bytes + written,
        )
      }
    } catch (error) {
      // Half a page would be heard as a fault.
      ftruncateSync(this.#file, this.#bytes)
      throw error
    }
    this.#bytes += bytes.length
  }
}
