/**
 * A silent server is asked for a sign of life after so long, in ms, and given up when it has not
 * answered for so long. Answers to pings have been seen to come half a minute late: to be quicker
 * would end good calls. A peer that is gone is found within 65 s even so.
 */
export const PATIENCE = { askMs: 20_000, answerMs: 40_000 } as const

/** What is known of the peer. */
export type Liveness =
  /** It owes nothing: nothing was sent since it was last heard. */
  | { readonly kind: 'heard'; readonly sent: number }
  /** Something was sent at `since`, and nothing was heard after that; it was asked at `askedAt`. */
  | { readonly kind: 'silent'; readonly since: number; readonly askedAt: number | null }

export interface LivenessStep {
  readonly liveness: Liveness
  readonly action: 'none' | 'ping' | 'end'
}

/** Any message, and any answer to a ping, is life. `sent` counts the messages sent so far. */
export const heard = (sent: number): Liveness => ({ kind: 'heard', sent })

/** Looks after the peer at this time, in ms, with so many messages sent so far. Pure. */
export function lookAfter(liveness: Liveness, at: number, sent: number): LivenessStep {
  if (liveness.kind === 'heard') {
    const owes = sent > liveness.sent
    const silent: Liveness = { kind: 'silent', since: at, askedAt: null }
    return { liveness: owes ? silent : liveness, action: 'none' }
  }
  const { since, askedAt } = liveness
  if (askedAt !== null) {
    return { liveness, action: at - askedAt >= PATIENCE.answerMs ? 'end' : 'none' }
  }
  if (at - since < PATIENCE.askMs) return { liveness, action: 'none' }
  return { liveness: { ...liveness, askedAt: at }, action: 'ping' }
}
