import type { AppState, Counters } from '@contract/state'
import { isActive } from './live/session-state'
import type { LossCause } from './live/uplink'
import type { StateCell } from './state-cell'

/** Chunks come fifty times a second; the windows are told once, ms. */
const TELL_MS = 1_000

type Counted = Extract<keyof Counters, `microphone${string}` | 'silenceHeldBackMs'>

/**
 * `flood`: so much came from the page at once that it was not let in; `capture`: no sound came of what
 * was said, or came too late.
 */
const COUNT_OF: Record<LossCause | 'flood', Counted> = {
  flood: 'microphoneFloodMs',
  capture: 'microphoneCaptureMs',
  late: 'microphoneLateMs',
  slow: 'microphoneSlowMs',
  unsent: 'microphoneUnsentMs',
  'in-doubt': 'microphoneInDoubtMs',
}

/** Counts the ms of the microphone's sound, and tells the state at most once a second. */
export class MicrophoneCounts {
  readonly #state: StateCell<AppState>
  readonly #onLost: (ms: number) => void
  #untold: Partial<Record<Counted, number>> = {}
  #timer: NodeJS.Timeout | null = null
  #session: AppState['session'] = { kind: 'idle' }

  /** @param onLost so many ms did not arrive, told at once */
  constructor(state: StateCell<AppState>, onLost: (ms: number) => void = () => undefined) {
    this.#state = state
    this.#onLost = onLost
    state.subscribe((patch) => {
      if (patch.session) this.#follow(patch.session)
    })
  }

  add(name: Counted, ms: number): void {
    this.#untold[name] = (this.#untold[name] ?? 0) + ms
    if (this.#timer) return
    this.#timer = setTimeout(() => this.tell(), TELL_MS)
    this.#timer.unref()
  }

  /** So many ms did not arrive, or may not have. */
  lose(cause: keyof typeof COUNT_OF, ms: number): void {
    this.add(COUNT_OF[cause], ms)
    if (cause === 'in-doubt') return
    this.add('microphoneDroppedMs', ms)
    this.#onLost(ms)
  }

  /** Tells what was counted since the last time. */
  tell(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const counters: Record<keyof Counters, number> = { ...this.#state.current.counters }
    for (const [name, ms] of Object.entries(this.#untold)) counters[name as Counted] += ms
    this.#untold = {}
    this.#state.update({ counters })
  }

  /** What was counted before a conversation begins is not of it; one that was paused goes on. */
  #follow(session: AppState['session']): void {
    const before = this.#session
    this.#session = session
    if (before.kind !== 'paused' && !isActive(before) && isActive(session)) this.#begin()
  }

  #begin(): void {
    this.tell()
    this.#state.update({ countersBefore: this.#state.current.counters })
  }
}
