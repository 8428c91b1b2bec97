import { z } from 'zod'

/** Long side, in px, of the pictures that are sent, by level of detail. Never enlarged. */
export const DETAIL_LONG_SIDE = { economy: 768, standard: 1280, 'read-text': 1536 } as const
export type Detail = keyof typeof DETAIL_LONG_SIDE

export const talkModeSchema = z.enum(['hands-free', 'push-to-talk'])
/** Hands-free: the server detects speech. Push-to-talk: the user marks start and end. */
export type TalkMode = z.infer<typeof talkModeSchema>

export const DEFAULT_SHORTCUT = 'Control+Shift+Space'
export const DEFAULT_MODEL = 'gemini-3.8-live'

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
})
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

/** The global shortcut as it stands with the system. */
export type ShortcutStatus =
  | { readonly kind: 'registered'; readonly accelerator: string }
  | { readonly kind: 'taken'; readonly accelerator: string }
  | { readonly kind: 'invalid'; readonly accelerator: string }

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
