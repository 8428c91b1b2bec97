/** Chromium's `MediaStreamTrackProcessor` on the page, which TypeScript's DOM library leaves out. */
declare class MediaStreamTrackProcessor {
  constructor(options: { readonly track: MediaStreamTrack; readonly maxBufferSize?: number })
  readonly readable: ReadableStream<VideoFrame>
}
