import type { ShareChoice, ShareKind } from '@contract/session'

/** A source in the picker; cameras have no picture before they are chosen. */
export interface ShareOption extends ShareChoice {
  readonly thumbnail: string
}

/** The order of the groups in the picker. */
export const SHARE_KINDS: readonly ShareKind[] = ['screen', 'window', 'camera']

export const optionKey = ({ kind, id }: Pick<ShareChoice, 'kind' | 'id'>): string => `${kind} ${id}`

/**
 * The options after a new look: screens, windows, cameras; those known keep their place, as the
 * system lists windows by who is in front, and new ones come last in their group.
 */
export function mergeOptions(
  known: readonly ShareOption[],
  seen: readonly ShareOption[],
): readonly ShareOption[] {
  const seenByKey = new Map(seen.map((option) => [optionKey(option), option]))
  const kept = known.flatMap((option) => seenByKey.get(optionKey(option)) ?? [])
  const keptKeys = new Set(kept.map(optionKey))
  const added = [...seenByKey.values()].filter((option) => !keptKeys.has(optionKey(option)))
  const all = [...kept, ...added]
  return SHARE_KINDS.flatMap((kind) => all.filter((option) => option.kind === kind))
}
