import type { ShareCandidate } from '@contract/session'
import type { RunFacts } from '@contract/state'

/** A look that takes longer than this, ms, was answered by a person. */
const ANSWERED_BY_A_PERSON_MS = 1500

/**
 * Whether to look for screens and windows again without being asked. Under Wayland each look is a
 * dialog of the system in which the user chooses one source, so one look is all; nothing tells the
 * page of Wayland but how the answer came.
 */
export function looksAgain(
  platform: RunFacts['platform'],
  tookMs: number,
  found: readonly ShareCandidate[],
): boolean {
  return platform !== 'linux' || (tookMs < ANSWERED_BY_A_PERSON_MS && found.length > 1)
}
