import type { ConversationHeading, ExportedConversation } from './exported-conversation'

export interface ConversationFormat {
  /** Of the file's name, without a dot. */
  readonly extension: string
  /** Whether each conversation is a document of its own. */
  readonly isOneFileEach: boolean
  /** @param contents what the document is going to hold, in this order */
  begin(contents: readonly ConversationHeading[]): DocumentWriter
}

/**
 * Writes one document, one conversation after the other, so that no more than one of them has to be in
 * memory.
 */
export interface DocumentWriter {
  readonly opening: string
  conversation(conversation: ExportedConversation): string
  readonly closing: string
}

/** By which a list of contents leads to its conversations. */
export function anchorsOf(contents: readonly ConversationHeading[]): ReadonlyMap<string, string> {
  return new Map(contents.map(({ id }, at) => [id, `conversation-${at + 1}`]))
}
