/** What becomes of the covers of a share when something else takes its place. */
import type { ShareChoice, SharingState } from '@contract/session'
import type { Box } from '@contract/settings'

interface Covers {
  readonly covers: readonly Box[]
  readonly coversRevision: number
}

/** The covers of what takes the place of `before`: of another source they hid the wrong parts. */
export function keptCovers(before: SharingState, source: ShareChoice): Covers {
  const isSame = before.kind === 'on' && isSameSource(before.source, source)
  if (!isSame) return { covers: [], coversRevision: 0 }
  const { covers, coversRevision } = before
  return { covers, coversRevision }
}

/** Something is shared without the covers that were there before. */
export function coversEnded(before: SharingState, after: SharingState): boolean {
  if (before.kind !== 'on' || before.covers.length === 0 || after.kind === 'off') return false
  if (after.kind === 'starting') return true
  return after.shareId !== before.shareId && after.covers.length === 0
}

/** Whether both show the same, whatever lies in the corner. */
function isSameSource(one: ShareChoice, other: ShareChoice): boolean {
  return one.kind === other.kind && one.id === other.id && isSameBox(one.region, other.region)
}

const isSameBox = (one: Box | undefined, other: Box | undefined): boolean =>
  one?.left === other?.left &&
  one?.top === other?.top &&
  one?.width === other?.width &&
  one?.height === other?.height
