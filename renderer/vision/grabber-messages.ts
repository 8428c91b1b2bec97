import type { Box } from '@contract/settings'
import type { Composition } from './composition'

/** What the page tells its frame-grabbing worker. */
export type GrabberCommand =
  /** Once, first: the lane to main. */
  | { readonly type: 'lane'; readonly port: MessagePort }
  /** Grabs from this track, and no longer from the one before. */
  | {
      readonly type: 'grab'
      readonly shareId: number
      readonly readable: ReadableStream<VideoFrame>
      /** A camera whose picture lies in the corner. */
      readonly camera: ReadableStream<VideoFrame> | null
      readonly composition: Composition
    }
  /** Composes the pictures of this share so from now on, and hands one over at once. */
  | { readonly type: 'compose'; readonly shareId: number; readonly composition: Composition }
  /** Changes in these parts of the source, and in no others, are changes of the page itself. */
  | { readonly type: 'overlook'; readonly shareId: number; readonly parts: readonly Box[] }
  | { readonly type: 'stop' }

/** The worker tells the page: the pictures of this share cannot be read or encoded. */
export interface GrabberFailure {
  readonly shareId: number
  /** Name of the error. */
  readonly name: string
}
