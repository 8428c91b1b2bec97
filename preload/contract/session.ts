import { z } from 'zod'
import type { AppError } from './errors'
import { boxSchema, type Box } from './settings'

/** Why the session is between two connections. */
export type ReconnectCause = 'go-away' | 'dropped' | 'settings-changed'

/** The session as the user sees it. Times are milliseconds since the epoch. */
export type SessionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'live'; readonly since: number }
  | {
      readonly kind: 'reconnecting'
      readonly since: number
      readonly cause: ReconnectCause
      /** Failures in a row; 1 for the first, and where nothing failed. */
      readonly attempt: number
      /** What went wrong last; `null` when the last connection was left in good order. */
      readonly error: AppError | null
      /** When it is tried next; `null` while it is being tried. */
      readonly retryAt: number | null
    }
  /**
   * Nothing is captured and nothing tried, but the conversation can be gone on with: the computer
   * sleeps, or it was tried for so long that the user is to say when to try again.
   */
  | { readonly kind: 'paused'; readonly since: number; readonly why: 'asleep' | 'gave-up' }
  | { readonly kind: 'ended'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: AppError }

/** What the user's voice does now. */
export interface TalkState {
  readonly muted: boolean
  /** Push-to-talk only: the user has opened an activity and not closed it. */
  readonly talking: boolean
  /** The assistant's voice is being rendered. */
  readonly assistantSpeaking: boolean
  /** The voice holds its breath: the user was heard while it spoke. */
  readonly voiceHeld: boolean
  /** Speech is heard on this computer; always false where nothing listens for it here. */
  readonly speechHeard: boolean
}

/** Which device is in use: the chosen one, the system's default, or the default in its place. */
export type DeviceUse = 'chosen' | 'default' | 'fallback'

/** The microphone as the window reports it. */
export type MicrophoneState =
  | { readonly kind: 'off' }
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'on'
      readonly label: string
      readonly use: DeviceUse
      /** It delivers exact silence, as a switched-off or broken microphone does. */
      readonly silent: boolean
    }
  | { readonly kind: 'failed'; readonly error: AppError }

/** The speakers as the window reports them. */
export type SpeakerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly label: string; readonly use: DeviceUse }
  | { readonly kind: 'failed'; readonly error: AppError }

/** A region is a part of a screen. */
export const shareKindSchema = z.enum(['screen', 'window', 'region', 'camera'])
export type ShareKind = z.infer<typeof shareKindSchema>

const sourceIdSchema = z.string().min(1).max(500)

/**
 * Something that can be shared. `id` is a `desktopCapturer` source id (for a region, that of its
 * screen) or a camera's device id.
 */
export const shareChoiceSchema = z.strictObject({
  kind: shareKindSchema,
  id: sourceIdSchema,
  name: z.string().max(500),
  /** The part of the screen that is shown; given with a region, and with nothing else. */
  region: boxSchema.optional(),
  /** A camera whose picture lies in a corner of the picture. Not with a camera. */
  camera: z.strictObject({ id: sourceIdSchema, name: z.string().max(500) }).optional(),
})
export type ShareChoice = z.infer<typeof shareChoiceSchema>

/** A screen or window that the picker offers. */
export interface ShareCandidate extends ShareChoice {
  readonly kind: 'screen' | 'window'
  /** A PNG or JPEG data URL, about 320 px wide; empty where the system gives none. */
  readonly thumbnail: string
}

/** Why nothing is sent of what is shared. */
export type SharePause =
  | { readonly kind: 'screen-locked' }
  /** A window that the user excluded is open. */
  | { readonly kind: 'excluded-window'; readonly name: string }

/** Boxes that cover parts of the picture, before anything is encoded. */
export const MAX_COVERS = 20
export const coversSchema = z.array(boxSchema).max(MAX_COVERS)

/** What is shared. `shareId` numbers the shares of this run, so that late frames are told apart. */
export type SharingState =
  | { readonly kind: 'off'; readonly ended?: { readonly name: string; readonly error?: AppError } }
  | { readonly kind: 'starting'; readonly shareId: number; readonly source: ShareChoice }
  | {
      readonly kind: 'on'
      readonly shareId: number
      readonly source: ShareChoice
      readonly since: number
      readonly paused: SharePause | null
      /** Parts of the picture that are covered. */
      readonly covers: readonly Box[]
      /** Counts up with each change of the covers, and when the camera in the corner is taken out or moved. */
      readonly coversRevision: number
      /** What is being opened to take its place; it goes on until that is there. */
      readonly next: { readonly shareId: number; readonly source: ShareChoice } | null
    }

/** Whether the sound of the conversation that is on is recorded. */
export type RecordingState =
  | { readonly kind: 'off' }
  /** In milliseconds since the epoch; what was recorded before a pause is apart. */
  | { readonly kind: 'on'; readonly since: number }
  /** It was on, and could not be written. */
  | { readonly kind: 'failed'; readonly error: AppError }

/** The very picture that was sent last. */
export interface SentFrame {
  readonly shareId: number
  readonly jpeg: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
  /** Milliseconds since the epoch. */
  readonly sentAt: number
}

export const permissionSchema = z.enum(['microphone', 'camera', 'screen'])
export type Permission = z.infer<typeof permissionSchema>
