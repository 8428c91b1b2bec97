import { z } from 'zod'
import { MICROPHONE } from './media-format'

export { MICROPHONE, VOICE } from './media-format'

/** No raw frame is larger: a 4K JPEG of high quality is about 4 MB. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024

/** The three lanes over which sound and pictures travel, each a `MessagePort` of its own. */
export const MEDIA_LANES = ['microphone', 'voice', 'frames'] as const
export type MediaLane = (typeof MEDIA_LANES)[number]

/** Capture worklet → main. `at` is `Date.now()` when the chunk's last sample was captured. */
export const microphoneMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('chunk'),
    pcm: z.instanceof(ArrayBuffer).refine((pcm) => pcm.byteLength === MICROPHONE.chunkBytes),
    at: z.number(),
  }),
  /** The worklet has obeyed a `gate` command: nothing captured before it is still to come. */
  z.strictObject({ type: z.literal('gated'), open: z.boolean(), serial: z.number().int() }),
])
export type MicrophoneMessage = z.infer<typeof microphoneMessageSchema>

/** Main → capture worklet. While the gate is closed no sample leaves the worklet. */
export interface MicrophoneCommand {
  readonly type: 'gate'
  readonly open: boolean
  /** Echoed by the `gated` answer. */
  readonly serial: number
}

/**
 * Main → playback worklet. `reply` numbers the assistant's replies upwards from 1; audio of a
 * reply at or below the last one flushed is never played.
 */
export type VoiceCommand =
  | { readonly type: 'audio'; readonly reply: number; readonly pcm: ArrayBuffer }
  /** Nothing more comes for this reply: play out what is there without waiting for more. */
  | { readonly type: 'finish'; readonly reply: number }
  /** Silence within one render quantum; forget everything of this reply and those before it. */
  | { readonly type: 'flush'; readonly reply: number }

const playedPart = {
  reply: z.number().int(),
  /** Samples of this reply, at 24 kHz, that were really rendered. */
  heardSamples: z.number().int().nonnegative(),
  /** `Date.now()` in the worklet. */
  at: z.number(),
}

/** Playback worklet → main. */
export const voiceReportSchema = z.discriminatedUnion('type', [
  /** The first sample of the reply was rendered. */
  z.strictObject({ type: z.literal('started'), ...playedPart }),
  /** About ten times a second while something plays. */
  z.strictObject({
    type: z.literal('progress'),
    ...playedPart,
    bufferedSamples: z.number().int().nonnegative(),
    underruns: z.number().int().nonnegative(),
  }),
  /** The whole reply was rendered. */
  z.strictObject({ type: z.literal('drained'), ...playedPart }),
  /** A `flush` was obeyed; the quantum that follows is silence. */
  z.strictObject({ type: z.literal('flushed'), ...playedPart }),
])
export type VoiceReport = z.infer<typeof voiceReportSchema>

/** Frame-grabbing worker → main: one picture of what is shared, encoded with high quality. */
export const frameMessageSchema = z.strictObject({
  type: z.literal('frame'),
  jpeg: z.instanceof(ArrayBuffer).refine((jpeg) => jpeg.byteLength <= MAX_FRAME_BYTES),
  /** Pixels. */
  width: z.number().int().positive().max(16_384),
  height: z.number().int().positive().max(16_384),
  /** `Date.now()` when the frame was read from the track. */
  capturedAt: z.number(),
  /** The share that it belongs to (`ShareSource.shareId`); frames of an older share are dropped. */
  shareId: z.number().int(),
})
export type FrameMessage = z.infer<typeof frameMessageSchema>
