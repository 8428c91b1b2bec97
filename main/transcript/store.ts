import type { TranscriptLine } from '@contract/transcript'

/** Where lines are kept as they are said. */
export interface TranscriptStore {
  /**
   * Keeps a line, or a later version of one. Resolves when a `kill -9` can no longer lose it;
   * rejects when it could not be kept. Appends take effect in the order of their calls.
   */
  append(line: TranscriptLine): Promise<void>
  /** What earlier runs have kept; never rejects, and leaves what it cannot read as it is. */
  load(): Promise<LoadedTranscript>
  /** Resolves when everything appended is kept. */
  close(): Promise<void>
}

export interface LoadedTranscript {
  /** The newest conversations, oldest first, each in order of speaking. */
  readonly lines: readonly TranscriptLine[]
  /** How many conversations are there but cannot be read. */
  readonly unreadable: number
}
