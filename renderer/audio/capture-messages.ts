import type { SpeechVerdict } from '@contract/media'

/** What the page, its capture worker and the voice detector tell each other. */

/** Page → capture worker. */
export type CaptureCommand =
  /** Once: the lane to main, so that the page's thread is not on the way. */
  | { readonly type: 'lane'; readonly port: MessagePort }
  /** This is captured from now on, instead of what was captured before. */
  | { readonly type: 'capture'; readonly sound: ReadableStream<AudioData> }
  /**
   * The same microphone without processing, for as long as it lasts: whether it is dead is measured
   * there, as echo cancellation fills a dead microphone's zeros with noise of its own.
   */
  | { readonly type: 'measure'; readonly sound: ReadableStream<AudioData> }
  /**
   * The way to a voice detector, whenever there is a new one; `null` when there is none any more.
   * Without a detector a `detecting` gate lets everything through.
   */
  | { readonly type: 'detector'; readonly port: MessagePort | null }

/** Capture worker → page, after each 100 ms of captured sound. */
export interface CaptureSignal {
  readonly kind: 'signal'
  /** The loudest sample since the last one, 0 to 1. */
  readonly peak: number
  /** Something else than exact zeros came from the microphone since the last one. */
  readonly heard: boolean
}

export type CaptureReport =
  | CaptureSignal
  /** The detector does not answer, and was let go. */
  | { readonly kind: 'detector-hung' }

/** Capture worker → detector: every chunk of 20 ms while the gate is not shut, 16 kHz PCM16. */
export interface DetectorSound {
  readonly pcm: ArrayBuffer
}

/** Detector → capture worker: at each change, and at least with each fifth chunk, as a sign of life. */
export interface DetectorVerdict {
  readonly heard: SpeechVerdict
  /** Chunks that it has listened to since it last told. */
  readonly judged: number
}
