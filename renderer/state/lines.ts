import type { TranscriptLine } from '@contract/transcript'

/** Puts a new or grown line at its place: conversations by their start, lines by position. */
export function withLine(
  lines: readonly TranscriptLine[],
  line: TranscriptLine,
): readonly TranscriptLine[] {
  // Lines that grow are the newest.
  const known = lines.findLastIndex(({ id }) => id === line.id)
  if (known >= 0) return lines.with(known, line)
  const last = lines.findLastIndex(
    (other) => other.conversationId !== line.conversationId || other.position < line.position,
  )
  return lines.toSpliced(last + 1, 0, line)
}
