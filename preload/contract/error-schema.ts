import { z } from 'zod'
import { ERROR_REASONS } from './errors'

/** An `AppError` that comes from a window. */
export const appErrorSchema = z
  .strictObject({
    reason: z.enum(ERROR_REASONS),
    detail: z.string().max(300).optional(),
  })
  .transform(({ reason, detail }) => (detail ? { reason, detail } : { reason }))
