import type { SessionState, SharingState } from '@contract/session'
import type { AppState } from '@contract/state'

/** A conversation is on, or on its way. */
export const isOn = ({ kind }: SessionState): boolean =>
  kind === 'connecting' || kind === 'live' || kind === 'reconnecting'

export const isShared = (
  sharing: SharingState,
): sharing is Exclude<SharingState, { readonly kind: 'off' }> => sharing.kind !== 'off'

/** Without a key, and outside the demo, there is nothing to do but to choose between the two. */
export const showsWelcome = ({ key, demo, session }: AppState): boolean =>
  key.kind !== 'present' && !demo && !isOn(session)
