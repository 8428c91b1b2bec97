import type { Happening } from '@contract/library'
import type { TranscriptLine } from '@contract/transcript'

/** Those that belong before the first line. */
export const BEFORE_ALL = -1

/**
 * What happened after each line, by its index and in order of time. Pure. A line that was begun by then stands
 * before; answers go on meanwhile.
 */
export function happeningsAfter(
  lines: readonly Pick<TranscriptLine, 'startedAt'>[],
  happenings: readonly Happening[],
): ReadonlyMap<number, readonly Happening[]> {
  const after = new Map<number, Happening[]>()
  for (const happening of happenings.toSorted((one, other) => one.at - other.at)) {
    const index = lines.findLastIndex(({ startedAt }) => startedAt <= happening.at)
    after.set(index, [...(after.get(index) ?? []), happening])
  }
  return after
}
