/** How often the page is asked whether it is alive, in milliseconds. */
export const BEAT_MS = 2_000

/**
 * A page that has not answered for so long hangs, in milliseconds. With the time until it is asked
 * and looked at, a page that stands still is found within 6 s.
 */
const HUNG_AFTER_MS = 3_500

/** Main itself stood still for longer (a machine that slept): nobody answered, as nobody asked. */
const STOOD_STILL_MS = 2_000

/** What is known of the page's event loop. Times are milliseconds of a steady clock. */
export interface PageHeart {
  readonly kind: 'unknown' | 'beating' | 'hung'
  /** When the oldest question was asked that has no answer; `null`: all are answered. */
  readonly askedAt: number | null
  readonly lookedAt: number
  /** When the page was last asked. */
  readonly lastAsk: number
}

export type HeartEvent =
  /** Some time has passed; `paused`: a debugger holds the page. */
  | { readonly kind: 'look'; readonly at: number; readonly paused: boolean }
  | { readonly kind: 'answer' }
  /** The page is gone or new. */
  | { readonly kind: 'page-gone' }

export const newHeart = (at: number): PageHeart => ({
  kind: 'unknown',
  askedAt: null,
  lookedAt: at,
  lastAsk: -Infinity,
})

/** A page that has never answered is still loading, and is not said to hang. */
export function nextHeart(heart: PageHeart, event: HeartEvent): PageHeart {
  switch (event.kind) {
    case 'page-gone':
      return newHeart(heart.lookedAt)
    case 'answer':
      return { ...heart, kind: 'beating', askedAt: null }
    case 'look':
      return look(heart, event)
  }
}

/** Whether the page is to be asked now. */
export const isDue = (heart: PageHeart, at: number): boolean => at - heart.lastAsk >= BEAT_MS

function look(heart: PageHeart, { at, paused }: Extract<HeartEvent, { kind: 'look' }>): PageHeart {
  const hasStoodStill = at - heart.lookedAt > STOOD_STILL_MS
  const asked = heart.askedAt !== null && (hasStoodStill || paused) ? at : heart.askedAt
  const isHung = heart.kind !== 'unknown' && asked !== null && at - asked >= HUNG_AFTER_MS
  return {
    kind: isHung ? 'hung' : heart.kind,
    askedAt: isDue(heart, at) ? (asked ?? at) : asked,
    lookedAt: at,
    lastAsk: isDue(heart, at) ? at : heart.lastAsk,
  }
}
