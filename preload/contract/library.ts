/** The library of conversations, as a window asks for it. All times are milliseconds since the epoch. */
import { z } from 'zod'
import { EXPORT_FORMATS } from './library-format'
import { shareKindSchema, type ShareKind } from './session'
import type { TranscriptLine } from './transcript'

export { EXPORT_FORMATS, UNDO_MS } from './library-format'

const idSchema = z.string().min(1).max(100)
const idsSchema = z.array(idSchema).min(1).max(5_000)
const timeSchema = z.number().int().min(0)

/** Conversations that the user looks for. */
const filterShape = {
  /** From `from` up to and without `to`. */
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  /** Only conversations in which one of these was shown. */
  sourceKind: shareKindSchema.optional(),
  /** Only conversations with a mark. */
  marked: z.boolean().optional(),
}

export const listRequestSchema = z.strictObject({
  ...filterShape,
  /** How many to pass over. */
  skip: z.number().int().min(0),
  count: z.number().int().min(1).max(200),
})
export type ListRequest = z.infer<typeof listRequestSchema>

/** A conversation as a list shows it. */
export interface ConversationSummary {
  readonly id: string
  readonly startedAt: number
  /** When the last of it was said; the start, where nothing was. */
  readonly endedAt: number
  /** The user's title, else the first question; empty where nothing was asked. */
  readonly title: string
  readonly isTitleGiven: boolean
  readonly pinned: boolean
  readonly model: string | null
  /** When it was gone on with last; `null`: never. A list has it at that time. */
  readonly continuedAt: number | null
  readonly lines: number
  readonly frames: number
  readonly marks: number
  /** Keys of the first pictures, for thumbnails. */
  readonly thumbnails: readonly number[]
  /** Tokens that the service has counted; `null` where it told of none. */
  readonly tokens: number | null
  readonly isRecorded: boolean
}

/** Pinned ones first, then the newest. */
export interface ConversationPage {
  readonly conversations: readonly ConversationSummary[]
  /** How many there are in all. */
  readonly total: number
}

export const searchRequestSchema = z.strictObject({
  ...filterShape,
  /** Words in any order, each found by its beginning; "in quotes" a phrase. */
  query: z.string().max(500),
  /** Goes on after this key of the page before. */
  after: z.number().int().optional(),
  count: z.number().int().min(1).max(100),
})
export type SearchRequest = z.infer<typeof searchRequestSchema>

/** From `start` up to and without `end`, in UTF-16 units of the text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A line that was found, the newest first. */
export interface SearchHit {
  /** Sorts by time; the place from which a search goes on. */
  readonly key: number
  readonly conversationId: string
  readonly conversationTitle: string
  readonly position: number
  readonly speaker: TranscriptLine['speaker']
  readonly text: string
  readonly startedAt: number
  readonly found: readonly TextRange[]
}

/** A line as the library keeps it. */
export interface LibraryLine extends TranscriptLine {
  /** What was said, where the user has changed the text. */
  readonly original: string | null
}

/** A picture that the assistant was sent; the bytes are asked for by its key. */
export interface FrameNote {
  readonly key: number
  readonly at: number
  readonly sourceKind: ShareKind
  readonly sourceName: string
  /** In px. */
  readonly width: number
  readonly height: number
  /** Whether the picture itself was kept, besides its thumbnail. */
  readonly isKept: boolean
}

export interface Mark {
  readonly key: number
  readonly at: number
  readonly note: string
}

/** What happened between the lines. */
export type ConversationEvent =
  | { readonly kind: 'rotation'; readonly at: number }
  /** No connection, or a voice that did not get through. */
  | { readonly kind: 'gap'; readonly at: number; readonly lostMs: number }
  | { readonly kind: 'tool'; readonly at: number; readonly name: string; readonly result: string }
  | { readonly kind: 'source'; readonly at: number; readonly title: string; readonly url: string }

/** What happens in the conversation that is on, besides its lines. */
export type Happening =
  | ConversationEvent
  | (Mark & { readonly kind: 'mark' })
  /** From here on this is shared; it takes the place of what was shared before. */
  | ShareHappening<'shared'>
  | ShareHappening<'share-ended'>

interface ShareHappening<Kind extends string> {
  readonly kind: Kind
  readonly at: number
  readonly sourceKind: ShareKind
  readonly name: string
}

/** A stretch of sound: both sides in one file, the user left and the assistant right. */
export interface RecordingNote {
  readonly key: number
  /** When its first sample was heard. */
  readonly startedAt: number
  readonly durationMs: number
}

/** From `from` to `to`. */
export interface TimeSpan {
  readonly from: number
  readonly to: number
}

/** Everything about a conversation but its lines, which are read in pages. */
export interface ConversationDetail {
  readonly summary: ConversationSummary
  /** When it was on, in order: one span, or several where it was gone on with later. */
  readonly sittings: readonly TimeSpan[]
  readonly frames: readonly FrameNote[]
  readonly marks: readonly Mark[]
  readonly events: readonly ConversationEvent[]
  readonly recordings: readonly RecordingNote[]
}

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** `null`: the user has thought better of it. */
export type ExportOutcome = { readonly file: string; readonly conversations: number } | null
export type ImportOutcome = {
  readonly imported: number
  /** Conversations that were here already. */
  readonly known: number
} | null

export const conversationIdSchema = z.strictObject({ id: idSchema })
export const conversationIdsSchema = z.strictObject({ ids: idsSchema })
export const readLinesSchema = z.strictObject({
  id: idSchema,
  /** How many lines to pass over. */
  from: z.number().int().min(0),
  count: z.number().int().min(1).max(500),
})
/** Answered with how many lines of the conversation stand before this one. */
export const placeOfLineSchema = z.strictObject({ id: idSchema, position: z.number().int().min(0) })
/** Answered with how many lines of the conversation stand before the last that began by this time. */
export const placeOfTimeSchema = z.strictObject({ id: idSchema, at: timeSchema })
export const renameSchema = z.strictObject({ id: idSchema, title: z.string().trim().max(200) })
export const pinSchema = z.strictObject({ id: idSchema, pinned: z.boolean() })
export const editLineSchema = z.strictObject({
  id: idSchema,
  position: z.number().int().min(0),
  /** `null`: as it was said. */
  text: z.string().trim().min(1).max(100_000).nullable(),
})
export const exportSchema = z.strictObject({ ids: idsSchema, format: z.enum(EXPORT_FORMATS) })
export const pictureKeySchema = z.strictObject({
  key: z.number().int(),
  size: z.enum(['thumbnail', 'whole']),
})
export const markMomentSchema = z.strictObject({ note: z.string().trim().max(500) })
export const markKeySchema = z.strictObject({ key: z.number().int() })

/** How much there is, without copies and what is being erased. */
export interface LibrarySize {
  readonly conversations: number
  readonly bytes: number
}

/** What main tells the windows about the library. */
export type LibraryChange =
  /** A conversation has come, gone or changed; what is shown is to be read again. */
  | { readonly kind: 'changed' }
  /** Time to bring these back is over. */
  | { readonly kind: 'erased'; readonly ids: readonly string[] }
