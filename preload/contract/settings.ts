import { z } from 'zod'
import {
  accessConsentSchema,
  accessSettingsSchema,
  DEFAULT_ACCESS,
  DEFAULT_CONSENT,
} from './access'

/**
 * Long side, in px, of the pictures that are sent, by level of detail. Never enlarged. Why these:
 * docs/pictures.md.
 */
export const DETAIL_LONG_SIDE = { economy: 768, standard: 1280, 'read-text': 1920 } as const
export type Detail = keyof typeof DETAIL_LONG_SIDE

export const talkModeSchema = z.enum(['hands-free', 'push-to-talk'])
/** Hands-free: the server detects speech. Push-to-talk: the user marks start and end. */
export type TalkMode = z.infer<typeof talkModeSchema>

const part = z.number().min(0).max(1)
/** A rectangle as parts of the picture's width and height, from 0 to 1. */
export const boxSchema = z.strictObject({ left: part, top: part, width: part, height: part })
export type Box = z.infer<typeof boxSchema>

/** Where a camera picture lies in the picture of a screen. */
export const cornerSchema = z.enum(['top-left', 'top-right', 'bottom-left', 'bottom-right'])
export type Corner = z.infer<typeof cornerSchema>

/**
 * A microphone, or speakers, that the user chose. Ids last as long as the app runs, so a later run
 * knows the device by its label.
 */
export const deviceChoiceSchema = z.strictObject({
  id: z.string().min(1).max(500),
  label: z.string().max(500),
})
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>

/** `speakers`: the echo of the voice is cancelled. `headphones`: there is none to cancel. */
export const echoProfileSchema = z.enum(['speakers', 'headphones'])
export type EchoProfile = z.infer<typeof echoProfileSchema>

const sensitivitySchema = z.enum(['default', 'high', 'low'])
/** How the server detects speech in hands-free mode; a model that ignores a field is not sent it. */
export const serverVoiceDetectionSchema = z.strictObject({
  startSensitivity: sensitivitySchema,
  endSensitivity: sensitivitySchema,
  /** Silence that ends what the user says, in ms; `null`: the service's default, about 800. */
  silenceMs: z.number().int().min(100).max(5_000).nullable(),
  /** Speech that is kept from before it was detected, in ms; `null`: the service's default. */
  prefixPaddingMs: z.number().int().min(0).max(1_000).nullable(),
})
export type ServerVoiceDetection = z.infer<typeof serverVoiceDetectionSchema>

export const DEFAULT_VOICE_DETECTION: ServerVoiceDetection = {
  startSensitivity: 'default',
  endSensitivity: 'default',
  silenceMs: null,
  prefixPaddingMs: null,
}

/** Part of an application's name or of a window's title that is never to be shown. */
const exclusionSchema = z.string().trim().min(2).max(100)

/** What is still sent after the key of push-to-talk was let go, in ms: people let go early. */
const DEFAULT_TAIL_MS = 200

export const DEFAULT_SHORTCUT = 'Control+Shift+Space'
/** Ctrl+Alt alone is AltGr on Windows, and types letters there. */
export const DEFAULT_MARK_SHORTCUT = 'Control+Alt+Shift+M'
export const DEFAULT_MODEL = 'gemini-3.8-live'

const keepDaysSchema = z.number().int().min(0).max(3_650).nullable()
const libraryLimitSchema = z.number().int().min(100).max(10_000_000).nullable()

/** Each field falls back to its default alone, so that one bad value loses no other. */
export const settingsSchema = z.object({
  /** Id of a model in the table of capabilities, or any other id that Google offers. */
  model: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/i)
    .catch(DEFAULT_MODEL)
    .default(DEFAULT_MODEL),
  talkMode: talkModeSchema.catch('hands-free').default('hands-free'),
  detail: z.enum(['economy', 'standard', 'read-text']).catch('standard').default('standard'),
  theme: z.enum(['system', 'light', 'dark']).catch('system').default('system'),
  /** An Electron accelerator, such as `Control+Shift+Space`. */
  shortcut: z.string().min(1).max(60).catch(DEFAULT_SHORTCUT).default(DEFAULT_SHORTCUT),
  /** The same for *Mark this moment*; taken only while a conversation is on. */
  markShortcut: z
    .string()
    .min(1)
    .max(60)
    .catch(DEFAULT_MARK_SHORTCUT)
    .default(DEFAULT_MARK_SHORTCUT),
  /** `null`: what the system has as its default, also when that changes. */
  microphone: deviceChoiceSchema.nullable().catch(null).default(null),
  speaker: deviceChoiceSchema.nullable().catch(null).default(null),
  echoProfile: echoProfileSchema.catch('speakers').default('speakers'),
  /** Hands-free: speak over the voice and it holds its breath at once, before the server has heard. */
  softInterrupt: z.boolean().catch(true).default(true),
  /** Hands-free: speech is detected on this computer, and silence is not sent. */
  localVoiceDetection: z.boolean().catch(false).default(false),
  serverVoiceDetection: serverVoiceDetectionSchema
    .catch(DEFAULT_VOICE_DETECTION)
    .default(DEFAULT_VOICE_DETECTION),
  tailMs: z.number().int().min(0).max(1_000).catch(DEFAULT_TAIL_MS).default(DEFAULT_TAIL_MS),
  pictureCorner: cornerSchema.catch('bottom-right').default('bottom-right'),
  /** How Gemini is reached; changed by a request of its own, as it is checked first. */
  access: accessSettingsSchema.catch(DEFAULT_ACCESS).default(DEFAULT_ACCESS),
  /** What was agreed to of it, outside the window. */
  accessConsent: accessConsentSchema.catch(DEFAULT_CONSENT).default(DEFAULT_CONSENT),
  /** Windows that are never offered; screen sharing pauses while one of them is open. */
  excluded: z.array(exclusionSchema).max(50).catch([]).default([]),
  /** Pictures that the assistant was sent are kept whole, besides their thumbnails. */
  keepPictures: z.boolean().catch(false).default(false),
  /** For how many days conversations are kept; 0: not at all, `null`: for ever. */
  keepDays: keepDaysSchema.catch(null).default(null),
  /** How much the library may hold, in MB of 1,000,000 bytes; `null`: as much as there is. */
  libraryLimitMb: libraryLimitSchema.catch(null).default(null),
  /** Conversations are recorded, both sides of their sound, unless the user ends it for one. */
  recordConversations: z.boolean().catch(false).default(false),
  /** The app looks for newer versions by itself, once a day. */
  lookForUpdates: z.boolean().catch(true).default(true),
  /** When a look was answered last, in ms since the epoch. */
  updatesLookedAt: z.number().int().min(0).nullable().catch(null).default(null),
  /** Set once the user was told that closing the window leaves the app in the tray. */
  trayHintShown: z.boolean().catch(false).default(false),
})
export type Settings = z.infer<typeof settingsSchema>

/** What a window may change; the shortcut has a request of its own, as it can be refused. */
export const settingsPatchSchema = z.strictObject({
  model: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/i)
    .optional(),
  talkMode: talkModeSchema.optional(),
  detail: z.enum(['economy', 'standard', 'read-text']).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  microphone: deviceChoiceSchema.nullable().optional(),
  speaker: deviceChoiceSchema.nullable().optional(),
  echoProfile: echoProfileSchema.optional(),
  softInterrupt: z.boolean().optional(),
  localVoiceDetection: z.boolean().optional(),
  serverVoiceDetection: serverVoiceDetectionSchema.optional(),
  tailMs: z.number().int().min(0).max(1_000).optional(),
  pictureCorner: cornerSchema.optional(),
  excluded: z.array(exclusionSchema).max(50).optional(),
  keepPictures: z.boolean().optional(),
  keepDays: keepDaysSchema.optional(),
  libraryLimitMb: libraryLimitSchema.optional(),
  recordConversations: z.boolean().optional(),
  lookForUpdates: z.boolean().optional(),
})
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

/** Whether the release of the shortcut is seen, so that holding it can mean talking. */
export type HoldSupport =
  /** `proved`: a press and its release were seen in this run; nothing speaks against it otherwise. */
  | { readonly kind: 'hold'; readonly proved: boolean }
  | {
      readonly kind: 'toggle-only'
      /**
       * `permission`: macOS has not allowed the app to see keys (Accessibility). `portal`: the
       * Wayland desktop offers no global shortcuts. `key`: the hook does not know this key.
       * `hook`: the hook could not be started, or died too often.
       */
      readonly why: 'permission' | 'portal' | 'key' | 'hook'
    }

/** The global shortcut as it stands with the system. */
export type ShortcutStatus =
  | { readonly kind: 'registered'; readonly accelerator: string; readonly hold: HoldSupport }
  | { readonly kind: 'taken'; readonly accelerator: string }
  | { readonly kind: 'invalid'; readonly accelerator: string }

/** The shortcut for marks as it stands with the system; `off` while no conversation is on. */
export type MarkShortcutStatus = 'off' | 'registered' | 'taken' | 'invalid' | 'unsupported'

/** *Press it now* in the settings: proof that the shortcut arrives. */
export type ShortcutTest =
  | { readonly kind: 'off' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'down' }
  /** Came and went; `heldMs` is `null` where no release can be seen. */
  | { readonly kind: 'passed'; readonly heldMs: number | null }
  /** Nothing came within ten seconds. */
  | { readonly kind: 'nothing' }

/** What the renderer may know of the key: never the key itself. */
export type KeyStatus =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'present'
      /** Where it comes from: `GEMINI_API_KEY`, the OS keychain, or memory until the app quits. */
      readonly source: 'environment' | 'keychain' | 'this-run'
      readonly lastFour: string
    }
  /** A key is stored but cannot be read now (keychain locked or changed); it is kept. */
  | { readonly kind: 'unreadable' }
