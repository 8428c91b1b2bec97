import type { TranscriptLine } from '@contract/transcript'

/** Puts a new or grown line at its place: conversations by their start, lines by position. */
export function withLine(
  lines: readonly TranscriptLine[],
  line: TranscriptLine,
): readonly TranscriptLine[] {
  // Lines that grow are the newest.
  const known = lines.findLastIndex(({ id }) => id === line.id)
  if (known >= 0) return lines.with(known, line)
  const last = lines.findLastIndex((other) => isBefore(other, line))
  return lines.toSpliced(last + 1, 0, line)
}

/** Ids of conversations sort by their start. */
const isBefore = (one: TranscriptLine, other: TranscriptLine): boolean =>
  one.conversationId === other.conversationId
    ? one.position < other.position
    : one.conversationId < other.conversationId

/** Without those of conversations that were deleted. */
export const withoutConversations = (
  lines: readonly TranscriptLine[],
  ids: readonly string[],
): readonly TranscriptLine[] => lines.filter(({ conversationId }) => !ids.includes(conversationId))
