import type { SpeechVerdict } from '@contract/media'

/** What the page and its worklets tell each other on `AudioWorkletNode.port`. */

export const CAPTURE_PROCESSOR = 'sightline-capture'
export const PLAYBACK_PROCESSOR = 'sightline-playback'

/** Page → worklet, once: the lane to main, so that the page's thread is not on the way. */
export interface LaneHandover {
  readonly port: MessagePort
}

/**
 * Page → capture worklet: the way to a voice detector, whenever there is a new one; `null` when
 * there is none any more. Without a detector a `detecting` gate lets everything through.
 */
export interface DetectorHandover {
  readonly detector: MessagePort | null
}

export type CaptureHandover = LaneHandover | DetectorHandover

/** Capture worklet → detector: every chunk of 20 ms while the gate is not shut, 16 kHz PCM16. */
export interface DetectorSound {
  readonly pcm: ArrayBuffer
}

/** Detector → capture worklet: at each change, and at least with each fifth chunk, as a sign of life. */
export interface DetectorVerdict {
  readonly heard: SpeechVerdict
  /** Chunks that it has listened to since it last told. */
  readonly judged: number
}

/** Capture worklet → page, its only word: the detector does not answer, and was let go. */
export interface DetectorHung {
  readonly kind: 'detector-hung'
}

/** Playback worklet → page: whether there is something to render. */
export interface PlaybackActivity {
  readonly busy: boolean
}
