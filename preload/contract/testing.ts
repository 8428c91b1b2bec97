/** Values of the contract for tests, so that a new field is named in one place. */
import type { MicrophoneState, SessionState, ShareChoice, SharingState, TalkState } from './session'
import { settingsSchema, type Settings } from './settings'
import type { ModelChoice } from './state'

export { NO_COUNTS } from './state'

export const QUIET_TALK: TalkState = {
  muted: false,
  talking: false,
  assistantSpeaking: false,
  voiceHeld: false,
  speechHeard: false,
}

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({})

export const SOME_MODEL: ModelChoice = {
  id: 'gemini-3.8-live',
  label: 'Gemini 3.8 Live',
  voiceDetection: { sensitivity: true, longestSilenceMs: 5_000, prefixPadding: true },
}

/** A microphone that is open. */
export const microphoneOn = (label: string): MicrophoneState => ({
  kind: 'on',
  label,
  use: 'default',
  silent: false,
})

type Reconnecting = Extract<SessionState, { kind: 'reconnecting' }>

/** A session that was cut off and is tried again. */
export const reconnecting = (rest: Partial<Reconnecting> = {}): Reconnecting => ({
  kind: 'reconnecting',
  since: 1,
  cause: 'dropped',
  attempt: 1,
  error: null,
  retryAt: null,
  ...rest,
})

type SharingOn = Extract<SharingState, { kind: 'on' }>

/** Something that is shared, with nothing covered and nothing paused. */
export const sharingOn = (source: ShareChoice, rest: Partial<SharingOn> = {}): SharingOn => ({
  kind: 'on',
  shareId: 1,
  source,
  since: 1,
  paused: null,
  covers: [],
  coversRevision: 0,
  next: null,
  ...rest,
})
