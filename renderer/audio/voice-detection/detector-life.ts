/** A detector that did not begin to listen within this has failed, ms: it takes half a second. */
const START_LIMIT_MS = 10_000
/** One that has listened for so long has earned another try when it fails, ms. */
const PROVEN_AFTER_MS = 60_000

/** The voice detector's life in the page. Times are of a clock that never goes back, in ms. */
export type DetectorLife =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting'; readonly since: number; readonly isRetry: boolean }
  | { readonly kind: 'listening'; readonly since: number; readonly isRetry: boolean }
  /** Until it is wanted anew; nothing is held back meanwhile. */
  | { readonly kind: 'failed' }

export type DetectorEvent =
  | { readonly type: 'wanted' }
  | { readonly type: 'unwanted' }
  /** Its worker has its network, and listens. */
  | { readonly type: 'ready' }
  /** Its worker cannot load, has thrown, or does not answer any more. */
  | { readonly type: 'broken' }
  /** Some time has passed. */
  | { readonly type: 'time' }

export const DETECTOR_OFF: DetectorLife = { kind: 'off' }

/** What comes after an event at a moment. Pure: a new object is a new worker, or none. */
export function nextDetectorLife(
  life: DetectorLife,
  event: DetectorEvent,
  now: number,
): DetectorLife {
  switch (event.type) {
    case 'wanted':
      return life.kind === 'off' ? { kind: 'starting', since: now, isRetry: false } : life
    case 'unwanted':
      return DETECTOR_OFF
    case 'ready':
      return life.kind === 'starting' ? { ...life, kind: 'listening', since: now } : life
    case 'broken':
      return broken(life, now)
    case 'time':
      return life.kind === 'starting' && now >= startsUntil(life) ? broken(life, now) : life
  }
}

/** When one that is starting has failed, in ms. */
export function startsUntil({ since }: { readonly since: number }): number {
  return since + START_LIMIT_MS
}

/** It is tried once more; if that one does not live for long either, it has failed. */
function broken(life: DetectorLife, now: number): DetectorLife {
  if (life.kind === 'off' || life.kind === 'failed') return life
  const proven = life.kind === 'listening' && now - life.since >= PROVEN_AFTER_MS
  return life.isRetry && !proven
    ? { kind: 'failed' }
    : { kind: 'starting', since: now, isRetry: true }
}
