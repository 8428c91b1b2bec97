/**
 * A silent server is asked for a sign of life after so long, in ms, and given up after so long. Its
 * answers to pings have been seen to come half a minute late: to be quicker would end good calls.
 */
export const PATIENCE = { askMs: 20_000, endMs: 45_000 } as const

/** What is known of the peer. */
export type Liveness =
  /** It owes nothing: nothing was sent since it was last heard. */
  | { readonly kind: 'heard'; readonly sent: number }
  /** Something was sent at `since`, and nothing was heard after that. */
  | { readonly kind: 'silent'; readonly since: number; readonly isAsked: boolean }

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
    const silent: Liveness = { kind: 'silent', since: at, isAsked: false }
    return { liveness: owes ? silent : liveness, action: 'none' }
  }
  const silentMs = at - liveness.since
  if (silentMs >= PATIENCE.endMs) return { liveness, action: 'end' }
  if (liveness.isAsked || silentMs < PATIENCE.askMs) return { liveness, action: 'none' }
  return { liveness: { ...liveness, isAsked: true }, action: 'ping' }
}
