/** What the page and the voice detector's worker tell each other; sound has a port of its own. */

/** Page → worker, once: the port that leads to the capture worker. */
export interface DetectorStart {
  readonly port: MessagePort
}

/** Worker → page, once: it listens, or it cannot. */
export type DetectorReport =
  | { readonly kind: 'ready' }
  /** `name` is that of what was thrown. */
  | { readonly kind: 'failed'; readonly name: string }
