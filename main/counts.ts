import type { AppState, Counters } from '@contract/state'
import type { StateCell } from './state-cell'

/** Windows are told only of what has changed: the voice's counts come ten times a second. */
export function setCounts(state: StateCell<AppState>, patch: Partial<Counters>): void {
  const { counters } = state.current
  const counted = { ...counters, ...patch }
  const isNew = (name: keyof Counters): boolean => counted[name] !== counters[name]
  if ((Object.keys(patch) as (keyof Counters)[]).some(isNew)) state.update({ counters: counted })
}

/** Counts one more. */
export function countOne(state: StateCell<AppState>, name: keyof Counters): void {
  setCounts(state, { [name]: state.current.counters[name] + 1 })
}
