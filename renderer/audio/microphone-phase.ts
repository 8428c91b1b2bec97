import { appError, type AppError } from '@contract/errors'
import type { DeviceUse, MicrophoneState } from '@contract/session'

/** A stream that lived this long, ms, has earned another try when it ends. */
const PROVEN_AFTER_MS = 2_000
/** A stall is found after 2.5 s without sound: one as soon as this, ms, is the same one again. */
const STALLED_AGAIN_MS = 5_000

/** `attempt` numbers the openings of this page: one that was overtaken is told by it. */
export type MicrophonePhase =
  | { readonly kind: 'off'; readonly attempt: number }
  | { readonly kind: 'opening'; readonly attempt: number; readonly isRetry: boolean }
  | {
      readonly kind: 'on'
      readonly attempt: number
      readonly isRetry: boolean
      readonly since: number
      readonly label: string
      readonly use: DeviceUse
      readonly silent: boolean
    }
  | { readonly kind: 'failed'; readonly attempt: number; readonly error: AppError }

export type MicrophoneEvent =
  | { readonly type: 'wanted' }
  | { readonly type: 'unwanted' }
  | {
      readonly type: 'opened'
      readonly attempt: number
      readonly label: string
      readonly use: DeviceUse
      readonly now: number
    }
  | { readonly type: 'refused'; readonly attempt: number; readonly error: AppError }
  /** The track ended by itself, or no sound comes from it although it looks alive. */
  | {
      readonly type: 'ended' | 'stalled'
      readonly attempt: number
      readonly now: number
    }
  /** Exact silence began, or the first sound after it came. */
  | { readonly type: 'silent' | 'sound'; readonly attempt: number }
  /** Another device is to be used now, or the same one in another way. */
  | { readonly type: 'choice-changed' }
  | { readonly type: 'devices-changed' }
  /** The user has mended something and wants it tried. */
  | { readonly type: 'retry' }

export interface MicrophoneStep {
  readonly phase: MicrophonePhase
  /** In order, for main. */
  readonly reports: readonly MicrophoneState[]
}

export const MICROPHONE_OFF: MicrophonePhase = { kind: 'off', attempt: 0 }

/** The whole life of the microphone: what comes after an event, and what main is told of it. */
export function nextMicrophone(phase: MicrophonePhase, event: MicrophoneEvent): MicrophoneStep {
  const same: MicrophoneStep = { phase, reports: [] }
  switch (event.type) {
    case 'wanted':
      return phase.kind === 'off' ? opening(phase) : same
    case 'unwanted':
      if (phase.kind === 'off') return same
      return { phase: { kind: 'off', attempt: phase.attempt }, reports: [{ kind: 'off' }] }
    case 'opened':
      if (phase.kind !== 'opening' || phase.attempt !== event.attempt) return same
      return on({
        kind: 'on',
        attempt: phase.attempt,
        isRetry: phase.isRetry,
        since: event.now,
        label: event.label,
        use: event.use,
        silent: false,
      })
    case 'refused':
      if (phase.kind !== 'opening' || phase.attempt !== event.attempt) return same
      return failed(phase, event.error)
    case 'ended':
    case 'stalled':
      return phase.kind === 'on' && phase.attempt === event.attempt ? lost(phase, event) : same
    case 'silent':
    case 'sound': {
      const silent = event.type === 'silent'
      if (phase.kind !== 'on' || phase.attempt !== event.attempt) return same
      return phase.silent === silent ? same : on({ ...phase, silent })
    }
    case 'choice-changed':
      return phase.kind === 'off' ? same : opening(phase)
    case 'retry':
      return phase.kind === 'failed' ? opening(phase) : same
    case 'devices-changed':
      // A new device does not undo a refusal.
      return phase.kind === 'failed' && phase.error.reason !== 'microphone-denied'
        ? opening(phase)
        : same
  }
}

type PhaseOn = Extract<MicrophonePhase, { kind: 'on' }>

function on(phase: PhaseOn): MicrophoneStep {
  const { label, use, silent } = phase
  return { phase, reports: [{ kind: 'on', label, use, silent }] }
}

/** It is opened once more; if that one does not live for long either, it has failed. */
function lost(phase: PhaseOn, { type, now }: { type: 'ended' | 'stalled'; now: number }) {
  const stalled = type === 'stalled'
  const end = failed(
    phase,
    appError(stalled ? 'microphone-stalled' : 'microphone-ended', phase.label),
  )
  if (phase.isRetry && now - phase.since < (stalled ? STALLED_AGAIN_MS : PROVEN_AFTER_MS))
    return end
  const again = opening(phase, true)
  return { phase: again.phase, reports: [...(stalled ? [] : end.reports), ...again.reports] }
}

function opening({ attempt }: MicrophonePhase, isRetry = false): MicrophoneStep {
  return {
    phase: { kind: 'opening', attempt: attempt + 1, isRetry },
    reports: [{ kind: 'opening' }],
  }
}

function failed({ attempt }: MicrophonePhase, error: AppError): MicrophoneStep {
  return { phase: { kind: 'failed', attempt, error }, reports: [{ kind: 'failed', error }] }
}
