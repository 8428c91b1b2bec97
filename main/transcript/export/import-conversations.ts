/** Taking in conversations of a file, one by one. Pure but for what takes them. */
import type { ExportedConversation } from './exported-conversation'

/** Under which id a conversation is there now, and whether it was not there before. */
export interface TakenConversation {
  readonly id: string
  readonly isNew: boolean
}

/** @param take keeps one, or finds that it is there already */
export function importConversations(
  conversations: readonly ExportedConversation[],
  take: (conversation: ExportedConversation) => TakenConversation,
): { readonly imported: number; readonly known: number } {
  const imported = conversations.map(take).filter(({ isNew }) => isNew).length
  return { imported, known: conversations.length - imported }
}
