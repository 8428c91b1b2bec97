import { fail, type Result } from '@contract/errors'
import type { MarkShortcutStatus } from '@contract/settings'
import type { AppState } from '@contract/state'
import { isOver } from '@main/live/session-state'
import { Hotkey } from './hotkeys'

/** The part of the engine that the shortcut for marks needs. */
export interface MarkShortcutEngine {
  readonly state: {
    readonly current: Pick<AppState, 'session' | 'settings' | 'markShortcut'>
    update(patch: { readonly markShortcut: MarkShortcutStatus }): void
  }
  saveMarkShortcut(accelerator: string): Promise<Result<null>>
  readonly library: { markMoment(argument: { note: string }): Promise<unknown> }
}

/** *Mark this moment* from any app. The keys are taken only while a conversation is on. */
export class MarkShortcut {
  readonly #engine: MarkShortcutEngine
  readonly #hotkey: Hotkey
  /** Wayland shows apps no keys that are meant for others. */
  readonly #isSupported: boolean
  /** The keys that are to be held now; `null`: none. */
  #wanted: string | null = null

  constructor(engine: MarkShortcutEngine, isSupported: boolean) {
    this.#engine = engine
    this.#isSupported = isSupported
    this.#hotkey = new Hotkey(() => void engine.library.markMoment({ note: '' }))
  }

  /** A conversation begins or ends, or the settings have changed. */
  follow(): void {
    const { session, settings } = this.#engine.state.current
    if (!this.#isSupported) this.#tell('unsupported')
    else this.#want(isOver(session) ? null : settings.markShortcut)
  }

  /** Takes other keys and keeps them in the settings; when they are refused, the old ones stay. */
  async change(accelerator: string): Promise<Result<null>> {
    if (!this.#isSupported) return await this.#engine.saveMarkShortcut(accelerator)
    const kind = this.#hotkey.take(accelerator)
    if (kind !== 'registered') return fail(`shortcut-${kind}`, accelerator)
    // Without a conversation they were taken only to see whether they can be.
    if (this.#wanted === null) this.#hotkey.close()
    else {
      this.#wanted = accelerator
      this.#tell(kind)
    }
    return await this.#engine.saveMarkShortcut(accelerator)
  }

  close(): void {
    this.#hotkey.close()
  }

  #want(accelerator: string | null): void {
    if (accelerator === this.#wanted) return
    this.#wanted = accelerator
    if (accelerator === null) {
      this.#hotkey.close()
      this.#tell('off')
    } else this.#tell(this.#hotkey.take(accelerator))
  }

  #tell(markShortcut: MarkShortcutStatus): void {
    const { state } = this.#engine
    if (state.current.markShortcut !== markShortcut) state.update({ markShortcut })
  }
}
