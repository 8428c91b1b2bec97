import { z } from 'zod'
import { MICROPHONE } from './media-format'

export { MICROPHONE, PRE_ROLL_MS, VOICE } from './media-format'

/** No raw frame is larger: a 4K JPEG of high quality is about 4 MB. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024

/** The three lanes over which sound and pictures travel, each a `MessagePort` of its own. */
export const MEDIA_LANES = ['microphone', 'voice', 'frames'] as const
export type MediaLane = (typeof MEDIA_LANES)[number]

/**
 * What the voice detector on this computer says of the user. `short-pause`: speech is not heard now,
 * but may go on. `long-pause`: it was not heard for more than a second, so that what was said is over.
 * `unknown`: nothing listens for it.
 */
export const speechVerdictSchema = z.enum(['speech', 'short-pause', 'long-pause', 'unknown'])
export type SpeechVerdict = z.infer<typeof speechVerdictSchema>

/**
 * Capture worker → main. `at` is `Date.now()` when the chunk's last sample was captured, not when it
 * was read: a worker that had no time for a while reads sound of some seconds ago.
 */
export const microphoneMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('chunk'),
    pcm: z.instanceof(ArrayBuffer).refine((pcm) => pcm.byteLength === MICROPHONE.chunkBytes),
    at: z.number(),
  }),
  /** The worker has obeyed a `gate` command, its tail included: what comes next is of that gate. */
  z.strictObject({ type: z.literal('gated'), serial: z.number().int() }),
  /** The voice detector's verdict has changed. */
  z.strictObject({ type: z.literal('speech'), heard: speechVerdictSchema, at: z.number() }),
  /** While a `detecting` or `armed` gate holds sound back: ms since the last such message. */
  z.strictObject({ type: z.literal('held-back'), ms: z.number().int().positive().max(60_000) }),
])
export type MicrophoneMessage = z.infer<typeof microphoneMessageSchema>

/** What of the microphone leaves the page. */
export type Gate =
  /** Nothing, and nothing is kept. */
  | { readonly kind: 'shut' }
  /** Nothing; the last `PRE_ROLL_MS` are kept in the worker for the moment it opens. */
  | { readonly kind: 'armed' }
  /** Everything: what was kept first, then what is captured. */
  | { readonly kind: 'open' }
  /** Speech, with what came just before it; silence does not leave. */
  | { readonly kind: 'detecting' }

/**
 * Main → capture worker. It is obeyed at its place in the sound, however late that is read, and then
 * answered with `gated` and the same serial.
 */
export interface MicrophoneCommand {
  readonly type: 'gate'
  readonly gate: Gate
  /** `Date.now()` when it was given: sound captured before that is still under the gate before. */
  readonly at: number
  /** An open gate lets this much more out before it obeys, in ms. */
  readonly tailMs: number
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
  /** Soft interrupt: fall silent at once, but keep everything and the place. */
  | { readonly type: 'hold' }
  /** Play on from the very sample at which `hold` stopped. */
  | { readonly type: 'resume' }

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
    /** What the jitter buffer gathers before it plays, now. */
    leadSamples: z.number().int().nonnegative(),
    /** Samples that found the buffer full. */
    droppedSamples: z.number().int().nonnegative(),
  }),
  /** The whole reply was rendered. */
  z.strictObject({ type: z.literal('drained'), ...playedPart }),
  /** A `flush` was obeyed; the quantum that follows is silence. */
  z.strictObject({ type: z.literal('flushed'), ...playedPart }),
])
export type VoiceReport = z.infer<typeof voiceReportSchema>

/** One picture of what is shared: composed, covered, fitted and encoded as it is to be sent. */
const frameSchema = z.strictObject({
  type: z.literal('frame'),
  /** Counts up over all shares of the page. */
  frameId: z.number().int().positive(),
  /** How it was composed; a frame that was composed by an older revision than main's is dropped. */
  coversRevision: z.number().int().nonnegative(),
  jpeg: z.instanceof(ArrayBuffer).refine((jpeg) => jpeg.byteLength <= MAX_FRAME_BYTES),
  /** Pixels. */
  width: z.number().int().positive().max(16_384),
  height: z.number().int().positive().max(16_384),
  /** `Date.now()` when the frame was read from the track. */
  capturedAt: z.number(),
  /** The share that it belongs to (`ShareSource.shareId`); frames of an older share are dropped. */
  shareId: z.number().int(),
})
export type FrameMessage = z.infer<typeof frameSchema>

/** Frame-grabbing worker → main. */
export const frameReportSchema = z.discriminatedUnion('type', [
  frameSchema,
  /** A picture was read that is no different from the one sent last. */
  z.strictObject({ type: z.literal('unchanged'), shareId: z.number().int() }),
])
export type FrameReport = z.infer<typeof frameReportSchema>

/** Main → frame-grabbing worker. */
export type FrameCommand =
  /**
   * Main fits pictures to this long side, in px: the worker may halve them as long as they stay at
   * least so long. Comes before any share.
   */
  | { readonly type: 'fitted'; readonly longSide: number }
  /** The server has seen this frame: what differs from it is a change. */
  | { readonly type: 'sent'; readonly frameId: number }
  /** Hand over the newest picture, changed or not: for a key-down, or a new connection. */
  | { readonly type: 'refresh' }
