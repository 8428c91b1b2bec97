import { z } from 'zod'
import type { AppError } from './errors'

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
      readonly attempt: number
    }
  | { readonly kind: 'ended'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: AppError }

/** What the user's voice does now. */
export interface TalkState {
  readonly muted: boolean
  /** Push-to-talk only: the user has opened an activity and not closed it. */
  readonly talking: boolean
  /** The assistant's voice is being rendered. */
  readonly assistantSpeaking: boolean
}

/** The microphone as the window reports it. */
export type MicrophoneState =
  | { readonly kind: 'off' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'on'; readonly label: string }
  | { readonly kind: 'failed'; readonly error: AppError }

export const shareKindSchema = z.enum(['screen', 'window', 'camera'])
export type ShareKind = z.infer<typeof shareKindSchema>

/** Something that can be shared. `id` is a `desktopCapturer` source id or a camera's device id. */
export const shareChoiceSchema = z.strictObject({
  kind: shareKindSchema,
  id: z.string().min(1).max(500),
  name: z.string().max(500),
})
export type ShareChoice = z.infer<typeof shareChoiceSchema>

/** A screen or window that the picker offers. */
export interface ShareCandidate extends ShareChoice {
  readonly kind: 'screen' | 'window'
  /** A PNG or JPEG data URL, about 320 px wide; empty where the system gives none. */
  readonly thumbnail: string
}

/** What is shared. `shareId` numbers the shares of this run, so that late frames are told apart. */
export type SharingState =
  | { readonly kind: 'off'; readonly ended?: { readonly name: string; readonly error?: AppError } }
  | { readonly kind: 'starting'; readonly shareId: number; readonly source: ShareChoice }
  | {
      readonly kind: 'on'
      readonly shareId: number
      readonly source: ShareChoice
      readonly since: number
    }

/** The very picture that was sent last. */
export interface SentFrame {
  readonly jpeg: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
  /** Milliseconds since the epoch. */
  readonly sentAt: number
}

export const permissionSchema = z.enum(['microphone', 'camera', 'screen'])
export type Permission = z.infer<typeof permissionSchema>
