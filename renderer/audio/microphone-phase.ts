import { appError, type AppError } from '@contract/errors'
import type { MicrophoneState } from '@contract/session'

/** A stream that lived this long, ms, has earned another try when it ends. */
const PROVEN_AFTER_MS = 2_000

/** `attempt` numbers the openings of this page: one that was overtaken is told by it. */
export type MicrophonePhase =
  | { readonly kind: 'off'; readonly attempt: number }
  | { readonly kind: 'opening'; readonly attempt: number; readonly isRetry: boolean }
  | {
      readonly kind: 'on'
      readonly attempt: number
      readonly isRetry: boolean
      readonly since: number
    }
  | { readonly kind: 'failed'; readonly attempt: number; readonly error: AppError }

export type MicrophoneEvent =
  | { readonly type: 'wanted' }
  | { readonly type: 'unwanted' }
  | {
      readonly type: 'opened'
      readonly attempt: number
      readonly label: string
      readonly now: number
    }
  | { readonly type: 'refused'; readonly attempt: number; readonly error: AppError }
  /** The track ended by itself. */
  | {
      readonly type: 'ended'
      readonly attempt: number
      readonly label: string
      readonly now: number
    }
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
      return {
        phase: { ...phase, kind: 'on', since: event.now },
        reports: [{ kind: 'on', label: event.label, use: 'default', silent: false }],
      }
    case 'refused':
      if (phase.kind !== 'opening' || phase.attempt !== event.attempt) return same
      return failed(phase, event.error)
    case 'ended': {
      if (phase.kind !== 'on' || phase.attempt !== event.attempt) return same
      const ended = failed(phase, appError('microphone-ended', event.label))
      if (phase.isRetry && event.now - phase.since < PROVEN_AFTER_MS) return ended
      const again = opening(phase, true)
      return { phase: again.phase, reports: [...ended.reports, ...again.reports] }
    }
    case 'retry':
      return phase.kind === 'failed' ? opening(phase) : same
    case 'devices-changed':
      // A new device does not undo a refusal.
      return phase.kind === 'failed' && phase.error.reason !== 'microphone-denied'
        ? opening(phase)
        : same
  }
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
