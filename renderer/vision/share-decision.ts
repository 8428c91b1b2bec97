import type { ShareChoice, SharingState } from '@contract/session'

interface AwaitedShare {
  readonly shareId: number
  readonly source: ShareChoice
}

/** What the page has to do to follow main's state. */
export interface SharePlan {
  /** Shares of this page that are over. */
  readonly stop: readonly number[]
  readonly open: AwaitedShare | null
  /** A share that main counts on, and that this page does not have. */
  readonly interrupted: number | null
  /** The share whose pictures main takes now; of all others none is even made. */
  readonly show: number | null
}

/**
 * `own` are the shares that this page opens or has open; `isFirst`, that this is the first state
 * that the page sees: a share that is on by then belonged to a page that is gone.
 */
export function planSharing(
  own: readonly number[],
  state: SharingState,
  isFirst: boolean,
): SharePlan {
  const on = state.kind === 'on' ? state.shareId : null
  const awaited = awaitedShare(state)
  const stop = own.filter((shareId) => shareId !== on && shareId !== awaited?.shareId)
  const isMissing = (shareId: number | null | undefined): shareId is number =>
    shareId !== null && shareId !== undefined && !own.includes(shareId)
  const toOpen = isMissing(awaited?.shareId) ? awaited : null
  const isShown = state.kind === 'on' && state.paused === null && !isMissing(on)
  return {
    stop,
    open: isFirst ? null : toOpen,
    interrupted: isMissing(on) ? on : isFirst ? (toOpen?.shareId ?? null) : null,
    show: isShown ? on : null,
  }
}

function awaitedShare(state: SharingState): AwaitedShare | null {
  if (state.kind === 'on') return state.next
  return state.kind === 'starting' ? state : null
}
