import { z } from 'zod'

/**
 * One line of a conversation. It grows while it is spoken: a later version with the same `id`
 * replaces an earlier one. Lines sort by `position` within their conversation.
 */
export const transcriptLineSchema = z.object({
  id: z.string().min(1),
  conversationId: z.string().min(1),
  /** Order of speaking within the conversation; not dense. */
  position: z.number(),
  speaker: z.enum(['user', 'assistant']),
  /** How the words came: spoken, or typed. */
  channel: z.enum(['voice', 'typed']),
  text: z.string(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  /** `null` while the line may still grow. Of an answer that was cut short: until when it was heard. */
  endedAt: z.number().nullable(),
  /** The user cut the answer short; `text` ends at what was heard. */
  interrupted: z.boolean(),
  /** BCP 47, where the service has told. */
  language: z.string().max(50).optional(),
})
export type TranscriptLine = z.infer<typeof transcriptLineSchema>
