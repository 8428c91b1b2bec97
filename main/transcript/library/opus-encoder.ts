import { Application, createEncoder, type OpusEncoderHandle } from 'libopus-wasm'
import { RECORDING } from '../recording/sound-format'

/**
 * For both sides: speech is hard to tell from the original at 24 kbit/s a channel, and the two are kept
 * apart. About 21 MB an hour; silence takes next to nothing of it.
 */
const BITS_PER_SECOND = 48_000

const OPTIONS = {
  sampleRate: RECORDING.sampleRate,
  channels: RECORDING.channels,
  frameSize: RECORDING.frameSamples,
  application: Application.Audio,
  bitrate: BITS_PER_SECOND,
  vbr: true,
} as const

// Encoders are made in a later turn alone, so one is always kept ready: the library answers at once.
const ready: OpusEncoderHandle[] = [await createEncoder(OPTIONS)]

/**
 * An encoder of its own for one stretch of sound, to be freed when that is over.
 *
 * @throws when it is the second within one turn
 */
export function takeEncoder(): OpusEncoderHandle {
  const encoder = ready.pop()
  if (encoder === undefined) throw new Error('No encoder is ready')
  void createEncoder(OPTIONS).then((made) => ready.push(made))
  return encoder
}
