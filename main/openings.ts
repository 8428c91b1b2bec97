import type { Result } from '@contract/errors'
import type { ImportOutcome } from '@contract/library'
import type { OpenedPlace } from '@contract/opening'
import type { AppState } from '@contract/state'
import type { StateCell } from './state-cell'

/** Where links and files lead. A window that is not there yet goes there once it is. */
export class Openings {
  #turns = 0

  constructor(private readonly state: StateCell<AppState>) {}

  show(place: OpenedPlace): void {
    this.#turns += 1
    this.state.update({ opening: { turn: this.#turns, place } })
  }

  showImport(imported: Result<ImportOutcome>): void {
    if (!imported.ok) this.show({ kind: 'import-failed', error: imported.error })
    else if (imported.value !== null) this.show({ kind: 'imported', ...imported.value })
  }

  /** The window has gone there; a later one stands. */
  noteOpened(turn: number): void {
    if (this.state.current.opening?.turn === turn) this.state.update({ opening: null })
  }
}
