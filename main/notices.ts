import type { AppError } from '@contract/errors'
import type { AppState, Notice } from '@contract/state'
import type { StateCell } from './state-cell'

/** Messages that stand until they are dismissed; each reason stands once. */
export class Notices {
  readonly #state: StateCell<AppState>
  #lastId = 0

  constructor(state: StateCell<AppState>) {
    this.#state = state
  }

  post(error: AppError): void {
    this.#lastId += 1
    const others = this.#without(({ error: { reason } }) => reason === error.reason)
    this.#state.update({ notices: [...others, { id: this.#lastId, error }] })
  }

  /** Posts it while its cause stands, and clears it when that is gone. */
  toggle(error: AppError, stands: boolean): void {
    if (stands) this.post(error)
    else this.clear(error.reason)
  }

  dismiss(id: number): void {
    this.#state.update({ notices: this.#without((notice) => notice.id === id) })
  }

  /** The cause of these is gone. */
  clear(reason: AppError['reason']): void {
    if (!this.#state.current.notices.some(({ error }) => error.reason === reason)) return
    this.#state.update({ notices: this.#without(({ error }) => error.reason === reason) })
  }

  #without(unwanted: (notice: Notice) => boolean): readonly Notice[] {
    return this.#state.current.notices.filter((notice) => !unwanted(notice))
  }
}
