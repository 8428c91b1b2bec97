import type { AccessStatus } from './access'
import type { AppError } from './errors'
import type { Happening } from './library'
import type { Opening } from './opening'
import type {
  MicrophoneState,
  RecordingState,
  SessionState,
  SharingState,
  SpeakerState,
  TalkState,
} from './session'
import type {
  Box,
  KeyStatus,
  MarkShortcutStatus,
  Settings,
  ShortcutStatus,
  ShortcutTest,
} from './settings'
import type { UpdateState } from './updates'

/** A model as the settings offer it. */
export interface ModelChoice {
  readonly id: string
  readonly label: string
  /** Which fields of `ServerVoiceDetection` it honours. */
  readonly voiceDetection: {
    readonly sensitivity: boolean
    /** The longest `silenceMs` that it keeps to, in ms; `null`: it does not keep to any. */
    readonly longestSilenceMs: number | null
    readonly prefixPadding: boolean
  }
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
  /** What the windows are drawn on; on Wayland only the system's own dialog lists what can be shared. */
  readonly displayServer: 'native' | 'x11' | 'wayland'
  /** Version of Electron when it is the test runtime, never meant for daily use; else `null`. */
  readonly testRuntime: string | null
  /** The Chromium sandbox is off, as it must be for root on Linux. */
  readonly sandboxOff: boolean
  /** Only weak storage (`basic_text`) is there for a key. */
  readonly keyStorage: 'keychain' | 'weak'
  readonly models: readonly ModelChoice[]
}

/** How many of what arrived or left could not be used, since the app started. */
export interface Counters {
  readonly messagesDropped: number
  /** Milliseconds of the user's audio that never left; the five that follow say why. */
  readonly microphoneDroppedMs: number
  /** No connection came in time. */
  readonly microphoneLateMs: number
  /** The network took less than was spoken. */
  readonly microphoneSlowMs: number
  /** The conversation ended before it was sent, or nothing could take it any more. */
  readonly microphoneUnsentMs: number
  /** So much came at once that it was not let in, as after a computer that stood still. */
  readonly microphoneFloodMs: number
  /** The microphone, or the computer, gave no sound of it, or gave it too late to be let out. */
  readonly microphoneCaptureMs: number
  /** Milliseconds that were handed to a connection which broke just then, and may not have arrived. */
  readonly microphoneInDoubtMs: number
  /** Milliseconds of the user's audio that were sent. */
  readonly microphoneSentMs: number
  /** Milliseconds of sound that were not sent: silence, or in push-to-talk what lies between presses. */
  readonly silenceHeldBackMs: number
  readonly framesSent: number
  /** Pictures that were not sent because nothing had changed, counted at one a second. */
  readonly framesUnchanged: number
  readonly voiceUnderruns: number
  /** What the jitter buffer gathers before it plays, in ms. */
  readonly voiceLeadMs: number
  /** Milliseconds of the voice that found the jitter buffer full. */
  readonly voiceDroppedMs: number
  /** Soft interrupts after which the voice played on, as after a cough. */
  readonly voiceResumed: number
}

/** As the app starts. */
export const NO_COUNTS: Counters = {
  messagesDropped: 0,
  microphoneDroppedMs: 0,
  microphoneLateMs: 0,
  microphoneSlowMs: 0,
  microphoneUnsentMs: 0,
  microphoneFloodMs: 0,
  microphoneCaptureMs: 0,
  microphoneInDoubtMs: 0,
  microphoneSentMs: 0,
  silenceHeldBackMs: 0,
  framesSent: 0,
  framesUnchanged: 0,
  voiceUnderruns: 0,
  voiceLeadMs: 0,
  voiceDroppedMs: 0,
  voiceResumed: 0,
}

/** The state of the app. Main owns it; every window mirrors it. */
export interface AppState {
  readonly run: RunFacts
  readonly session: SessionState
  /** The conversation that is on, or was on last; of another one no lines are shown. */
  readonly conversationId: string | null
  /** Whether it is in the library, from its first word on. */
  readonly isConversationKept: boolean
  readonly talk: TalkState
  readonly microphone: MicrophoneState
  /** The echo test has the microphone open, of which nothing is sent. */
  readonly echoTest: boolean
  readonly speaker: SpeakerState
  readonly sharing: SharingState
  readonly recording: RecordingState
  readonly settings: Settings
  readonly shortcut: ShortcutStatus
  readonly shortcutTest: ShortcutTest
  readonly markShortcut: MarkShortcutStatus
  readonly key: KeyStatus
  readonly access: AccessStatus
  /** The bundled local server stands in for Google. */
  readonly demo: boolean
  readonly updates: UpdateState
  readonly notices: readonly Notice[]
  /** Where a link or a file leads; `null`: nowhere. */
  readonly opening: Opening | null
  /**
   * Where this page lies on the screen that is shared, in parts of that screen; it may reach beyond.
   * `null` where it cannot be seen there, or the system does not tell.
   */
  readonly pageOnScreen: Box | null
  /** Of the conversation that is on, or was on last, in the order in which main learned of it. */
  readonly happenings: readonly Happening[]
  readonly counters: Counters
  /** As this conversation began; the difference is what came of it. */
  readonly countersBefore: Counters
}
