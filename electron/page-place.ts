import { screen } from 'electron'
import type { Engine } from '@main/engine'
import { pageOnScreen } from './page-on-screen'
import type { ShareCandidates } from './share-candidates'
import type { MainWindow } from './windows'

/** Keeps the state's `pageOnScreen` true, as the window moves and other things are shared. */
export function followPage(
  engine: Pick<Engine, 'state' | 'setPageOnScreen'>,
  window: Pick<MainWindow, 'place' | 'onPlaced'>,
  candidates: Pick<ShareCandidates, 'displayIdOf'>,
): void {
  const follow = (): void => {
    const { sharing, pageOnScreen: before } = engine.state.current
    const now = pageOnScreen(sharing, window.place, screen.getAllDisplays(), (id) =>
      candidates.displayIdOf(id),
    )
    if (JSON.stringify(now) !== JSON.stringify(before)) engine.setPageOnScreen(now)
  }
  window.onPlaced(follow)
  screen.on('display-metrics-changed', follow)
  // X11 tells of a new size before the window has it: what is counted each second asks again.
  engine.state.subscribe(({ sharing, counters }) => {
    if (sharing ?? counters) follow()
  })
}
