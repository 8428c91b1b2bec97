import { z } from 'zod'
import type { Result } from './errors'
import type { SAFE_MODE_CHANNELS } from './safe-mode-channels'

/** What the page says; there is nothing of what was said or shown in it. */
export interface SafeModeFacts {
  /** A conversation is on, of which nothing is heard or shown now. */
  readonly talking: boolean
  /** Lines of plain text for whoever looks for the cause. */
  readonly diagnostics: string
}

const safeModeActionSchema = z.enum([
  /** Opens the usual window again. */
  'reopen',
  'restart',
  /** Puts the diagnostics on the clipboard. */
  'copy',
  /** Ends the conversation. */
  'end',
  'quit',
])
export type SafeModeAction = z.infer<typeof safeModeActionSchema>

/** The argument of each request of the page; main parses it with this schema. */
export const safeModeSchemas = {
  readFacts: z.undefined(),
  act: z.strictObject({ action: safeModeActionSchema }),
} satisfies Record<keyof typeof SAFE_MODE_CHANNELS, z.ZodType>

/** The whole of what the preload exposes to that page, as `window.sightlineSafeMode`. */
export interface SafeModeApi {
  readonly readFacts: () => Promise<Result<SafeModeFacts>>
  readonly act: (argument: z.infer<typeof safeModeSchemas.act>) => Promise<Result<null>>
}
