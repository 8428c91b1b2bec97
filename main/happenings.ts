import type { Happening } from '@contract/library'
import type { AppState } from '@contract/state'
import { isActive } from './live/session-state'
import type { StateCell } from './state-cell'

/** The oldest go first; the library has them all. */
const MOST = 500

/** What happens in the conversation that is on, for the windows: between the lines, by time. */
export class Happenings {
  readonly #state: StateCell<AppState>
  #sharing: AppState['sharing'] = { kind: 'off' }

  constructor(state: StateCell<AppState>) {
    this.#state = state
    state.subscribe(({ sharing }) => {
      if (sharing) this.#followSharing(sharing)
    })
  }

  /** A conversation begins; what happened in the one before is in the library. */
  begin(): void {
    this.#state.update({ happenings: [] })
  }

  /** The same again changes nothing. */
  add(happening: Happening): void {
    const { happenings } = this.#state.current
    const key = markKeyOf(happening)
    if (key !== null && happenings.some((known) => markKeyOf(known) === key)) return
    this.#state.update({ happenings: [...happenings, happening].slice(-MOST) })
  }

  removeMark(key: number): void {
    const { happenings } = this.#state.current
    const left = happenings.filter((happening) => markKeyOf(happening) !== key)
    if (left.length < happenings.length) this.#state.update({ happenings: left })
  }

  #followSharing(sharing: AppState['sharing']): void {
    const before = this.#sharing
    this.#sharing = sharing
    if (sharing.kind === 'on') {
      if (before.kind === 'on' && before.shareId === sharing.shareId) return
      const { kind: sourceKind, name } = sharing.source
      this.add({ kind: 'shared', at: sharing.since, sourceKind, name })
    } else if (before.kind === 'on' && isActive(this.#state.current.session)) {
      const { kind: sourceKind, name } = before.source
      this.add({ kind: 'share-ended', at: Date.now(), sourceKind, name })
    }
  }
}

const markKeyOf = (happening: Happening): number | null =>
  happening.kind === 'mark' ? happening.key : null
