/** A conversation as it leaves the library and comes back. Times are milliseconds since the epoch. */
import type {
  ConversationEvent,
  FrameNote,
  LibraryLine,
  Mark,
  RecordingNote,
} from '@contract/library'

export type ExportedLine = Omit<LibraryLine, 'id' | 'conversationId'>
export type ExportedMark = Omit<Mark, 'key'>
/** That there is a recording; its sound is not exported. */
export type ExportedRecording = Omit<RecordingNote, 'key'>

/** Pictures are JPEG; `null` where they were not kept, or not asked for. */
export interface ExportedFrame extends Omit<FrameNote, 'key' | 'isKept'> {
  readonly thumbnail: Uint8Array | null
  readonly picture: Uint8Array | null
}

export interface ExportedConversation {
  readonly id: string
  readonly startedAt: number
  /** `null` while it goes on, and where its end was not noted. */
  readonly endedAt: number | null
  /** Given by the user. */
  readonly title: string | null
  readonly pinned: boolean
  readonly model: string | null
  /** When it was gone on with last; `null`: never. */
  readonly continuedAt: number | null
  /** Tokens, by kind, and their `total`. */
  readonly usage: Readonly<Record<string, number>> | null
  /** In order of speaking. */
  readonly lines: readonly ExportedLine[]
  readonly marks: readonly ExportedMark[]
  readonly events: readonly ConversationEvent[]
  readonly frames: readonly ExportedFrame[]
  readonly recordings: readonly ExportedRecording[]
}

/** What a table of contents and a file's name tell of a conversation. */
export interface ConversationHeading {
  readonly id: string
  readonly startedAt: number
  /** Empty where there is none. */
  readonly title: string
}

/** Under which a conversation stands in a document: the user's title, else the first question. */
export const headingOf = (conversation: ExportedConversation): ConversationHeading => ({
  id: conversation.id,
  startedAt: conversation.startedAt,
  title:
    conversation.title ??
    conversation.lines.find(({ speaker }) => speaker === 'user')?.text.trim() ??
    '',
})
