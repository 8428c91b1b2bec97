/** Taking in conversations of a file, one by one. Pure but for what takes them. */
import type { ExportedConversation } from './exported-conversation'

/** Under which id a conversation is there now, and whether it was not there before. */
export interface TakenConversation {
  readonly id: string
  readonly isNew: boolean
}

/**
 * The oldest first, so that one that goes on with another of the file follows it to its new id.
 *
 * @param take keeps one, or finds that it is there already
 */
export async function importConversations(
  conversations: readonly ExportedConversation[],
  take: (conversation: ExportedConversation) => Promise<TakenConversation>,
): Promise<{ readonly imported: number; readonly known: number }> {
  const ids = new Map<string, string>()
  let imported = 0
  for (const conversation of conversations.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const before = conversation.continues
    const continues = before === null ? null : (ids.get(before) ?? before)
    const { id, isNew } = await take({ ...conversation, continues })
    ids.set(conversation.id, id)
    if (isNew) imported += 1
  }
  return { imported, known: conversations.length - imported }
}
