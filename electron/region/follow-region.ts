import { screen } from 'electron'
import { appError } from '@contract/errors'
import type { Engine } from '@main/engine'
import type { ShareCandidates } from '../share-candidates'
import { RegionShapes, shapeOf } from './region-display'

/** Ends the share of a part of a screen once that part would show something else. */
export function followRegionDisplay(
  { state, sharing }: Pick<Engine, 'state' | 'sharing'>,
  candidates: Pick<ShareCandidates, 'displayIdOf'>,
): void {
  const shapes = new RegionShapes((sourceId) =>
    shapeOf(candidates.displayIdOf(sourceId), screen.getAllDisplays()),
  )
  const look = (): void => {
    for (const shareId of shapes.look(state.current.sharing)) {
      sharing.hear({ kind: 'off', shareId, error: appError('region-changed') })
    }
  }
  screen.on('display-metrics-changed', look)
  screen.on('display-removed', look)
  state.subscribe((patch) => {
    // Not at once: the others are to hear of this change before the next.
    if (patch.sharing) queueMicrotask(look)
  })
}
