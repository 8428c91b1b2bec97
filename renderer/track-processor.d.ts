/** Chromium's `MediaStreamTrackProcessor` on the page, which TypeScript's DOM library leaves out. */
declare class MediaStreamTrackProcessor<Data extends VideoFrame | AudioData = VideoFrame> {
  constructor(options: { readonly track: MediaStreamTrack; readonly maxBufferSize?: number })
  readonly readable: ReadableStream<Data>
}
