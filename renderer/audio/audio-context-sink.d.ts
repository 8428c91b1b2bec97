/** What Chromium has and TypeScript's DOM library leaves out. */

type SinkId = string | { readonly type: 'none' }

/** Where a context is heard. */
interface AudioContextOptions {
  sinkId?: SinkId
}

interface AudioContext {
  /** The empty string: the system's default. */
  readonly sinkId: SinkId
  setSinkId(sinkId: SinkId): Promise<void>
}

/** Of audio tracks; https://w3c.github.io/mediacapture-extensions/#the-mediastreamtrackaudiostats-interface */
interface MediaStreamTrack {
  readonly stats?: { readonly deliveredFrames?: number }
}
