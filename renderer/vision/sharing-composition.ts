import type { SharingState } from '@contract/session'
import type { Corner } from '@contract/settings'
import type { Composition } from './composition'

/** How main's state and the settings want the share's pictures composed. */
export function compositionOf(
  sharing: Exclude<SharingState, { kind: 'off' }>,
  corner: Corner,
): Composition {
  const { covers, coversRevision } =
    sharing.kind === 'on' ? sharing : { covers: [], coversRevision: 0 }
  return { region: sharing.source.region ?? null, corner, covers, coversRevision }
}
