import { z } from 'zod'
import type { Result } from './errors'
import type { REGION_CHANNELS } from './region-channels'
import { boxSchema } from './settings'

/** A still picture of the whole screen, of which the user chooses a part. */
export interface ScreenStill {
  readonly jpeg: Uint8Array<ArrayBuffer>
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** The argument of each request of the page; main parses it with this schema. */
export const regionSchemas = {
  readScreen: z.undefined(),
  /** The picture is drawn: the page may be seen. */
  showPage: z.undefined(),
  /** The part that was chosen; `null` when the user thought better of it. */
  answer: z.strictObject({ region: boxSchema.nullable() }),
} satisfies Record<keyof typeof REGION_CHANNELS, z.ZodType>

/** The whole of what the preload exposes to that page, as `window.sightlineRegion`. */
export interface RegionApi {
  readonly readScreen: () => Promise<Result<ScreenStill>>
  readonly showPage: () => Promise<Result<null>>
  readonly answer: (argument: z.infer<typeof regionSchemas.answer>) => Promise<Result<null>>
}
