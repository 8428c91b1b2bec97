import type { TranscriptLine } from '@contract/transcript'

/** Where lines are kept as they are said. */
export interface TranscriptStore {
  /**
   * Keeps a line, or a later version of one. Resolves when a `kill -9` can no longer lose it;
   * rejects when it could not be kept yet, and is kept later. Appends take effect in the order of their calls.
   */
  append(line: TranscriptLine): Promise<void>
  /** Lines of the newest conversations, oldest first, each in order of speaking; rejects without them. */
  load(): Promise<readonly TranscriptLine[]>
  /** What waits to be kept of these conversations is not kept any more. */
  forget(conversationIds: ReadonlySet<string>): void
  /** Resolves when everything appended is kept. */
  close(): Promise<void>
}
