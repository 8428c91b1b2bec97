/**
 * The file that conversations are exported to and imported from: `docs/conversation-format.md`. Times
 * are told twice, as milliseconds from the conversation's start and as wall clock, and must agree.
 */
import { z } from 'zod'
import { shareKindSchema } from '@contract/session'

/** By which a file of ours is known. */
export const FILE_FORMAT = 'sightline-conversations'
/** Counts up with each change that an older Sightline would misread. */
export const FILE_VERSION = 1

/** What a file may hold; more is refused before it is looked at. */
export const FILE_LIMITS = {
  /** Of the whole file: about an hour of whole pictures, one a second. */
  bytes: 256 * 1024 * 1024,
  conversations: 5_000,
  /** Lines of all conversations. */
  lines: 1_000_000,
  /** Lines of one: the library takes it in at once, and can do nothing else meanwhile. */
  linesOfOne: 100_000,
  /** Marks, events, frames or recordings of one conversation. */
  notes: 100_000,
  /** UTF-16 units of a line, and of what a tool answered. */
  text: 1_000_000,
  /** Characters of a picture in base64. */
  picture: 8 * 1024 * 1024,
} as const

/**
 * Later times are no times: the library sorts lines by their time in thousandths of a millisecond, in
 * numbers that are exact up to 2^53.
 */
const LATEST = Date.UTC(2200, 0, 1)
/** A millisecond of the epoch, as far as the library takes it. */
export const isTime = (time: number): boolean => time >= 0 && time < LATEST

const text = z.string().max(FILE_LIMITS.text)
const name = z.string().max(100_000)
const id = z.string().min(1).max(100)
const wallClock = z.iso.datetime({ precision: 3 }).refine((at) => isTime(Date.parse(at)), {
  error: 'is no time between 1970 and 2200',
})
/** From the conversation's start; before it where the computer's clock was put back. */
const offset = z.int().min(-LATEST).max(LATEST)
const amount = z.int().min(0)
const speaker = z.enum(['user', 'assistant'])
/** JPEG begins with FF D8 FF, which is this in base64. */
const jpeg = z.base64().max(FILE_LIMITS.picture).startsWith('/9j/', { error: 'is no JPEG' })

export const fileLineSchema = z.object({
  position: amount,
  speaker,
  channel: z.enum(['voice', 'typed']),
  text,
  original: text.nullable(),
  startMs: offset,
  endMs: offset.nullable(),
  at: wallClock,
  interrupted: z.boolean(),
  language: z.string().max(50).optional(),
})

export const fileMarkSchema = z.object({ atMs: offset, at: wallClock, note: name })

const event = { atMs: offset, at: wallClock }
export const fileEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rotation'), ...event }),
  z.object({ kind: z.literal('gap'), ...event, lostMs: amount }),
  z.object({ kind: z.literal('tool'), ...event, name, result: text }),
  z.object({ kind: z.literal('source'), ...event, title: name, url: name }),
])

export const fileFrameSchema = z.object({
  atMs: offset,
  at: wallClock,
  sourceKind: shareKindSchema,
  sourceName: name,
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  thumbnail: jpeg.nullable(),
  picture: jpeg.nullable(),
})

export const fileRecordingSchema = z.object({
  atMs: offset,
  at: wallClock,
  durationMs: z.number().int().min(0),
})

/** Names of kinds of tokens; nothing that means something to an object. */
export const fileUsageSchema = z
  .record(z.string().regex(/^[a-z][A-Za-z-]{0,39}$/), amount)
  .refine((usage) => Object.hasOwn(usage, 'total'), { error: 'has no total' })

/** A conversation without its lists. */
export const fileFactsSchema = z.object({
  id,
  startedAt: wallClock,
  endedAt: wallClock.nullable(),
  title: name.nullable(),
  pinned: z.boolean(),
  model: name.nullable(),
  continuedAt: wallClock.nullable(),
  usage: fileUsageSchema.nullable(),
})

export const fileConversationSchema = fileFactsSchema.extend({
  lines: z.array(fileLineSchema).max(FILE_LIMITS.linesOfOne),
  marks: z.array(fileMarkSchema).max(FILE_LIMITS.notes),
  events: z.array(fileEventSchema).max(FILE_LIMITS.notes),
  frames: z.array(fileFrameSchema).max(FILE_LIMITS.notes),
  recordings: z.array(fileRecordingSchema).max(FILE_LIMITS.notes),
})
export type FileConversation = z.infer<typeof fileConversationSchema>

/** The whole file, as the current version writes it. */
export const conversationFileSchema = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  exportedAt: wallClock,
  conversations: z.array(fileConversationSchema).max(FILE_LIMITS.conversations),
})
