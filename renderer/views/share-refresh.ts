import type { RunFacts } from '@contract/state'

/**
 * Whether to look for screens and windows again without being asked. Under Wayland each look is a
 * dialog of the system in which the user chooses one source, so one look is all.
 */
export const looksAgain = (displayServer: RunFacts['displayServer']): boolean =>
  displayServer !== 'wayland'
