import type { SharingState } from '@contract/session'

/** What the page has to do to follow main's state. */
export type ShareDecision = 'keep' | 'open' | 'stop' | 'interrupted'

/**
 * `current` is the id of the share that this page opens or shows; `isFirst`, that this is the first
 * state that the page sees: a share that is on by then belonged to a page that is gone.
 */
export function decideSharing(
  current: number | null,
  state: SharingState,
  isFirst: boolean,
): ShareDecision {
  if (state.kind === 'off') return current === null ? 'keep' : 'stop'
  if (state.shareId === current) return 'keep'
  return state.kind === 'starting' && !isFirst ? 'open' : 'interrupted'
}
