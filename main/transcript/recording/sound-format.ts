/** Recorded sound: 16-bit PCM at the rate of the assistant's voice, which is the higher of the two. */
export const RECORDING = {
  sampleRate: 24_000,
  /** One frame of the encoder is 20 ms; what is handed on is whole frames. */
  frameMs: 20,
  frameSamples: 480,
  /** Left the user, right the assistant. */
  channels: 2,
} as const

/** @param ms may have a fraction; the result has none */
export const samplesIn = (ms: number): number => Math.round((ms * RECORDING.sampleRate) / 1000)
