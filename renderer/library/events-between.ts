import type { ConversationEvent, LibraryLine } from '@contract/library'

/**
 * What happened from this line on, up to the next. Pure. What happened before the first line stands
 * after it: nothing was said that it could follow.
 *
 * @param next `null` where it is the last line, or the next one has not been read yet.
 */
export function eventsAfter(
  events: readonly ConversationEvent[],
  line: Pick<LibraryLine, 'startedAt'>,
  next: Pick<LibraryLine, 'startedAt'> | null,
  isFirst: boolean,
  isLast: boolean,
): readonly ConversationEvent[] {
  if (next === null && !isLast) return []
  const from = isFirst ? -Infinity : line.startedAt
  const to = next === null ? Infinity : next.startedAt
  return events.filter(({ at }) => at >= from && at < to)
}
