import { fail, type Result } from '@contract/errors'
import type { ShortcutStatus } from '@contract/settings'
import type { Hotkey } from './hotkeys'

/** The part of the engine that the shortcut needs. */
interface ShortcutEngine {
  setShortcutStatus(status: ShortcutStatus): void
  saveShortcut(accelerator: string): Promise<Result<null>>
}

/** Brings the settings' shortcut and the system's together. */
export class Shortcut {
  constructor(
    private readonly engine: ShortcutEngine,
    private readonly hotkey: Hotkey,
  ) {}

  /** Takes the one from the settings; the user sees when another program has it. */
  restore(accelerator: string): void {
    this.engine.setShortcutStatus(this.hotkey.take(accelerator))
  }

  /** Takes a new one and keeps it in the settings; when it is refused, the old one stays. */
  async change(accelerator: string): Promise<Result<null>> {
    const status = this.hotkey.take(accelerator)
    if (status.kind !== 'registered') return fail(`shortcut-${status.kind}`, accelerator)
    this.engine.setShortcutStatus(status)
    return this.engine.saveShortcut(accelerator)
  }

  close(): void {
    this.hotkey.close()
  }
}
