import { decideAfterCrash } from '@main/crash-policy'
import type { HookChild, HookListeners } from './fork-hook'
import type { WatchedKey } from './watched-key'

/** It takes a fraction of a second; a process that hangs is replaced. */
const READY_DEADLINE_MS = 5_000
/** A pause before the next try, so that what ended the last one may pass. */
const RESTART_AFTER_MS = 500

/** Whether the release of the key is seen now. */
export type HookState = 'off' | 'starting' | 'ready' | 'given-up'

export interface KeyHookOptions {
  readonly fork: (key: WatchedKey, listeners: HookListeners) => HookChild
  readonly onKey: (report: 'down' | 'up') => void
  readonly onState: (state: HookState) => void
}

/** Keeps one hook process alive while a key is to be watched, with a bounded number of tries. */
export class KeyHook {
  #state: HookState = 'off'
  #key: WatchedKey | null = null
  #child: HookChild | null = null
  #timer: NodeJS.Timeout | undefined
  #ends: readonly number[] = []

  constructor(private readonly options: KeyHookOptions) {}

  get state(): HookState {
    return this.#state
  }

  /** Watches this key from now on, or none. The same again changes nothing, not even after a failure. */
  watch(key: WatchedKey | null): void {
    if (JSON.stringify(key) === JSON.stringify(this.#key)) return
    this.#stop()
    this.#key = key
    this.#ends = []
    if (key) this.#start(key)
    else this.#become('off')
  }

  /** Tries anew after it was given up. */
  retry(): void {
    if (this.#state !== 'given-up' || !this.#key) return
    this.#ends = []
    this.#start(this.#key)
  }

  #start(key: WatchedKey): void {
    this.#become('starting')
    this.#timer = setTimeout(() => this.#ended(key), READY_DEADLINE_MS)
    this.#child = this.options.fork(key, {
      onReport: (report) => {
        if (report !== 'ready') {
          this.options.onKey(report)
          return
        }
        clearTimeout(this.#timer)
        this.#become('ready')
      },
      onExit: () => this.#ended(key),
    })
  }

  #ended(key: WatchedKey): void {
    this.#stop()
    this.#ends = [...this.#ends, performance.now()]
    if (decideAfterCrash(this.#ends) === 'give-up') {
      this.#become('given-up')
      return
    }
    this.#become('starting')
    this.#timer = setTimeout(() => this.#start(key), RESTART_AFTER_MS)
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#child?.kill()
    this.#child = null
  }

  #become(state: HookState): void {
    if (state === this.#state) return
    this.#state = state
    this.options.onState(state)
  }
}
