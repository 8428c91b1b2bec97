/** Formats of the media lanes, apart from their schemas so that worklets and workers bundle no validator. */

/** The microphone as it is sent: 16-bit little-endian mono PCM, in chunks of 20 ms. */
export const MICROPHONE = {
  sampleRate: 16_000,
  chunkMs: 20,
  chunkSamples: 320,
  chunkBytes: 640,
} as const

/** The voice as it arrives: 16-bit little-endian mono PCM, always at 24 kHz. */
export const VOICE = { sampleRate: 24_000, bytesPerSample: 2 } as const

/** Kept in the worker from before push-to-talk's key, or speech, so that no first syllable is lost. */
export const PRE_ROLL_MS = 300
