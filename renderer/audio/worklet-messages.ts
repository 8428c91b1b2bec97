/** What the page and its playback worklet tell each other on `AudioWorkletNode.port`. */

export const PLAYBACK_PROCESSOR = 'sightline-playback'

/** Page → worklet, once: the lane to main, so that the page's thread is not on the way. */
export interface LaneHandover {
  readonly port: MessagePort
}

/** Worklet → page: whether there is something to render. */
export interface PlaybackActivity {
  readonly busy: boolean
}
