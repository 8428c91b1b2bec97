import { appError, type AppError, type Result } from '@contract/errors'
import type { AppState } from '@contract/state'
import { isActive } from './live/session-state'
import {
  HELD_LIMIT_MS,
  nextTalkKey,
  TALK_KEY_IDLE,
  type TalkKeyEvent,
  type TalkKeyPhase,
} from './push-to-talk'
import type { StateCell } from './state-cell'

export interface TalkKeyOptions {
  readonly state: StateCell<AppState>
  /** Begins a conversation, as far as `connecting`, before it returns. */
  readonly startConversation: () => Result<null>
  readonly talk: {
    startTalking(): void
    stopTalking(): void
    setMuted(muted: boolean): void
  }
  readonly notify: (error: AppError) => void
}

/**
 * What the global key means: it starts a conversation; then it is held or tapped to talk, or, where
 * nobody holds to talk, it mutes and unmutes.
 */
export class TalkKey {
  readonly #options: TalkKeyOptions
  #phase: TalkKeyPhase = TALK_KEY_IDLE
  #watchdog: NodeJS.Timeout | undefined

  constructor(options: TalkKeyOptions) {
    this.#options = options
    // By whatever else talking began or ended: the button, the end of the conversation, Escape.
    options.state.subscribe((patch) => {
      if (patch.talk) {
        this.#dispatch({ type: 'talking', talking: options.state.current.talk.talking })
      }
    })
  }

  down(): void {
    const { state, startConversation, talk, notify } = this.#options
    const handsFree = state.current.settings.talkMode === 'hands-free'
    if (!isActive(state.current.session)) {
      const started = startConversation()
      if (!started.ok) notify(started.error)
      if (!started.ok || handsFree) return
    } else if (handsFree) {
      talk.setMuted(!state.current.talk.muted)
      return
    }
    const { shortcut } = state.current
    const releaseSeen = shortcut.kind === 'registered' && shortcut.hold.kind === 'hold'
    this.#dispatch({ type: 'down', at: performance.now(), releaseSeen })
  }

  up(): void {
    this.#dispatch({ type: 'up', at: performance.now() })
  }

  /** The release can no longer be seen: the hook died, the screen was locked. */
  lost(): void {
    this.#dispatch({ type: 'lost' })
  }

  #dispatch(event: TalkKeyEvent): void {
    const { phase, effect } = nextTalkKey(this.#phase, event)
    if (phase !== this.#phase) this.#enter(phase)
    const { talk, notify } = this.#options
    if (effect === 'start') talk.startTalking()
    if (effect === 'stop' || effect === 'cut-off') talk.stopTalking()
    if (effect === 'cut-off') notify(appError('talk-cut-off'))
  }

  #enter(phase: TalkKeyPhase): void {
    this.#phase = phase
    clearTimeout(this.#watchdog)
    if (phase.kind !== 'held') return
    this.#watchdog = setTimeout(() => this.#dispatch({ type: 'expired' }), HELD_LIMIT_MS)
    this.#watchdog.unref()
  }
}
