/** What was said and what happened meanwhile, in one order. Pure. */
import type { ConversationEvent } from '@contract/library'
import type {
  ExportedConversation,
  ExportedFrame,
  ExportedLine,
  ExportedMark,
} from './exported-conversation'

export type TimelineEntry =
  | { readonly kind: 'line'; readonly at: number; readonly line: ExportedLine }
  | { readonly kind: 'mark'; readonly at: number; readonly mark: ExportedMark }
  | { readonly kind: 'event'; readonly at: number; readonly event: ConversationEvent }
  | { readonly kind: 'frame'; readonly at: number; readonly frame: ExportedFrame }

/**
 * Lines keep their order of speaking, which is not always that of their times; the rest stands before
 * the first line that began later.
 */
export function timelineOf(conversation: ExportedConversation): TimelineEntry[] {
  const between = [
    ...conversation.frames.map((frame) => ({ kind: 'frame' as const, at: frame.at, frame })),
    ...conversation.events.map((event) => ({ kind: 'event' as const, at: event.at, event })),
    ...conversation.marks.map((mark) => ({ kind: 'mark' as const, at: mark.at, mark })),
  ].toSorted((a, b) => a.at - b.at)
  const entries: TimelineEntry[] = []
  let next = 0
  for (const line of conversation.lines) {
    for (let entry = between[next]; entry && entry.at < line.startedAt; entry = between[next]) {
      entries.push(entry)
      next += 1
    }
    entries.push({ kind: 'line', at: line.startedAt, line })
  }
  return [...entries, ...between.slice(next)]
}
