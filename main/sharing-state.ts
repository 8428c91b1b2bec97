/** What is shared, as a pure machine: what happens to it, and what it is then. */
import type { AppError } from '@contract/errors'
import type { ShareChoice, SharePause, SharingState } from '@contract/session'
import type { Box } from '@contract/settings'
import { keptCovers } from './share-covers'

/** What, beside the user, decides whether anything may be sent. */
export interface SharingSituation {
  readonly screenLocked: boolean
  /** Name of a window that the user excluded and that what is shared would show, if there is one. */
  readonly excludedWindow: string | null
}

type SharingOn = Extract<SharingState, { readonly kind: 'on' }>

export interface SharingModel {
  readonly sharing: SharingState
  readonly situation: SharingSituation
}

export const NOTHING_SHARED: SharingModel = {
  sharing: { kind: 'off' },
  situation: { screenLocked: false, excludedWindow: null },
}

export type SharingEvent =
  | { readonly type: 'chosen'; readonly shareId: number; readonly source: ShareChoice }
  /** The window has opened it. `at`: `Date.now()`. */
  | { readonly type: 'opened'; readonly shareId: number; readonly at: number }
  /** It could not be opened, or went away by itself. */
  | { readonly type: 'lost'; readonly shareId: number; readonly error: AppError }
  /** The user has had enough; or, with `error`, the window that captured is gone. */
  | { readonly type: 'stopped'; readonly error?: AppError | undefined }
  | { readonly type: 'covered'; readonly shareId: number; readonly covers: readonly Box[] }
  /** The camera in its corner is off; what it was the corner of goes on. */
  | { readonly type: 'camera-off'; readonly shareId: number }
  /** The camera lies in another corner from now on. */
  | { readonly type: 'corner-moved' }
  | { readonly type: 'situation'; readonly change: Partial<SharingSituation> }

/** The same model (`===`) when the event changes nothing. */
export function reduceSharing(model: SharingModel, event: SharingEvent): SharingModel {
  if (event.type === 'situation') return inSituation(model, event.change)
  const sharing = nextSharing(model, event)
  return sharing === model.sharing ? model : { ...model, sharing }
}

function nextSharing(
  { sharing, situation }: SharingModel,
  event: Exclude<SharingEvent, { type: 'situation' }>,
): SharingState {
  switch (event.type) {
    case 'chosen': {
      const { shareId, source } = event
      // What is on goes on until the other is there.
      if (sharing.kind === 'on') return { ...sharing, next: { shareId, source } }
      return { kind: 'starting', shareId, source }
    }
    case 'opened': {
      const awaited = awaitedShare(sharing)
      if (awaited?.shareId !== event.shareId) return sharing
      return {
        kind: 'on',
        ...awaited,
        since: event.at,
        paused: pauseFor(situation),
        ...keptCovers(sharing, awaited.source),
        next: null,
      }
    }
    case 'lost':
      return without(sharing, event.shareId, event.error)
    case 'stopped': {
      if (sharing.kind === 'off') return sharing
      const { error } = event
      return error ? { kind: 'off', ended: { name: sharing.source.name, error } } : { kind: 'off' }
    }
    case 'covered': {
      if (sharing.kind !== 'on' || sharing.shareId !== event.shareId) return sharing
      return { ...recomposed(sharing), covers: event.covers }
    }
    case 'camera-off': {
      if (sharing.kind !== 'on' || sharing.shareId !== event.shareId) return sharing
      if (!sharing.source.camera) return sharing
      return { ...recomposed(sharing), source: { ...sharing.source, camera: undefined } }
    }
    case 'corner-moved':
      return sharing.kind === 'on' && sharing.source.camera ? recomposed(sharing) : sharing
  }
}

/** From here on pictures that were composed before show what they must not. */
function recomposed(sharing: SharingOn): SharingOn {
  return { ...sharing, coversRevision: sharing.coversRevision + 1 }
}

/** What the window is opening. */
function awaitedShare(
  sharing: SharingState,
): { readonly shareId: number; readonly source: ShareChoice } | null {
  if (sharing.kind === 'on') return sharing.next
  if (sharing.kind === 'off') return null
  return { shareId: sharing.shareId, source: sharing.source }
}

function without(sharing: SharingState, shareId: number, error: AppError): SharingState {
  if (sharing.kind === 'off') return sharing
  if (sharing.shareId === shareId) {
    // The old one has gone while the new one is being opened: that is awaited now.
    if (sharing.kind === 'on' && sharing.next) return { kind: 'starting', ...sharing.next }
    return { kind: 'off', ended: { name: sharing.source.name, error } }
  }
  const isNext = sharing.kind === 'on' && sharing.next?.shareId === shareId
  return isNext ? { ...sharing, next: null } : sharing
}

function inSituation(model: SharingModel, change: Partial<SharingSituation>): SharingModel {
  const situation = { ...model.situation, ...change }
  const { sharing } = model
  if (sharing.kind !== 'on') return { sharing, situation }
  const paused = pauseFor(situation)
  const isSame = paused?.kind === sharing.paused?.kind && nameOf(paused) === nameOf(sharing.paused)
  return { sharing: isSame ? sharing : { ...sharing, paused }, situation }
}

function pauseFor({ screenLocked, excludedWindow }: SharingSituation): SharePause | null {
  if (screenLocked) return { kind: 'screen-locked' }
  return excludedWindow === null ? null : { kind: 'excluded-window', name: excludedWindow }
}

const nameOf = (pause: SharePause | null): string | null =>
  pause?.kind === 'excluded-window' ? pause.name : null

/** The share whose pictures may be sent now. */
export function sentShare(sharing: SharingState): number | null {
  return sharing.kind === 'on' && sharing.paused === null ? sharing.shareId : null
}
