/** Chromium takes the bytes over instead of copying them; TypeScript's DOM library leaves it out. */
interface VideoFrameBufferInit {
  transfer?: ArrayBuffer[]
}
