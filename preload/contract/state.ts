import type { AppError } from './errors'
import type { MicrophoneState, SessionState, SharingState, TalkState } from './session'
import type { KeyStatus, Settings, ShortcutStatus } from './settings'

/** A model as the settings offer it. */
export interface ModelChoice {
  readonly id: string
  readonly label: string
}

/** A message that stands until the user dismisses it or its cause is gone. */
export interface Notice {
  readonly id: number
  readonly error: AppError
}

/** Facts of this run that do not change. */
export interface RunFacts {
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  /** Version of Electron when it is the test runtime, never meant for daily use; else `null`. */
  readonly testRuntime: string | null
  /** The Chromium sandbox is off, as it must be for root on Linux. */
  readonly sandboxOff: boolean
  /** Only weak storage (`basic_text`) is there for a key. */
  readonly keyStorage: 'keychain' | 'weak'
  /** The origin to which the Live session connects, such as `https://generativelanguage.googleapis.com`. */
  readonly serverOrigin: string
  readonly models: readonly ModelChoice[]
}

/** How many of what arrived or left could not be used, since the app started. */
export interface Counters {
  readonly messagesDropped: number
  /** Milliseconds of the user's audio that never left, because no connection took it in time. */
  readonly microphoneDroppedMs: number
  readonly framesSent: number
  readonly voiceUnderruns: number
}

/** The state of the app. Main owns it; every window mirrors it. */
export interface AppState {
  readonly run: RunFacts
  readonly session: SessionState
  readonly talk: TalkState
  readonly microphone: MicrophoneState
  readonly sharing: SharingState
  readonly settings: Settings
  readonly shortcut: ShortcutStatus
  readonly key: KeyStatus
  /** The bundled local server stands in for Google. */
  readonly demo: boolean
  readonly notices: readonly Notice[]
  readonly counters: Counters
}
