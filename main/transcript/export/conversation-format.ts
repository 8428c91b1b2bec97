import type { ConversationHeading, ExportedConversation } from './exported-conversation'

/**
 * Writes one document in pieces, one conversation after the other, so that no more than one of them has
 * to be in memory.
 */
export interface ConversationFormat {
  /** Of the file's name, without a dot. */
  readonly extension: string
  /** Whether each conversation is a document of its own. */
  readonly isOneFileEach: boolean
  /** @param contents what the document is going to hold */
  opening(contents: readonly ConversationHeading[]): string
  /** @param index counts from 0; `contents` has as many */
  conversation(conversation: ExportedConversation, index: number): string
  closing(): string
}
