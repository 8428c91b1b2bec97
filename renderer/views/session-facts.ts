import type { SessionState, SharePause, SharingState } from '@contract/session'
import type { AppState } from '@contract/state'
import { words } from '../i18n/words'

/** A conversation is on, or on its way. */
export const isOn = ({ kind }: SessionState): boolean =>
  kind === 'connecting' || kind === 'live' || kind === 'reconnecting'

/** None is on, nor can one be gone on with. */
export const isOver = ({ kind }: SessionState): boolean =>
  kind === 'idle' || kind === 'ended' || kind === 'failed'

export type Shared = Exclude<SharingState, { readonly kind: 'off' }>

export type SharingOn = Extract<SharingState, { readonly kind: 'on' }>

export const isShared = (sharing: SharingState): sharing is Shared => sharing.kind !== 'off'

/** Why nothing is sent of what is shared. */
export const pauseWords = (pause: SharePause): string =>
  pause.kind === 'screen-locked'
    ? words.sharing.paused['screen-locked']
    : words.sharing.paused['excluded-window'](pause.name)

/** Without a way in, and outside the demo, there is nothing to do but to choose one of them. */
export const showsWelcome = ({ access, demo, session }: AppState): boolean =>
  !access.ready && !demo && !isOn(session)
