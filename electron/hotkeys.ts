import { globalShortcut } from 'electron'
import type { ShortcutStatus } from '@contract/settings'
import { isUsableAccelerator } from './accelerator'

/** The one shortcut that works whichever program has the keyboard. */
export class Hotkey {
  #held: string | null = null

  constructor(private readonly onPress: () => void) {}

  /** Takes a shortcut; when the system refuses it, the one held before is kept. */
  take(accelerator: string): ShortcutStatus['kind'] {
    if (accelerator === this.#held) return 'registered'
    const kind = this.#register(accelerator)
    if (kind === 'registered') {
      this.#release(accelerator)
      this.#held = accelerator
    }
    return kind
  }

  close(): void {
    globalShortcut.unregisterAll()
    this.#held = null
  }

  #register(accelerator: string): ShortcutStatus['kind'] {
    if (!isUsableAccelerator(accelerator)) return 'invalid'
    try {
      // Another way to write the one that is held, such as Ctrl for Control.
      if (this.#held !== null && globalShortcut.isRegistered(accelerator)) return 'registered'
      const accepted = globalShortcut.register(accelerator, this.onPress)
      return accepted && globalShortcut.isRegistered(accelerator) ? 'registered' : 'taken'
    } catch {
      return 'invalid' // Electron throws on what it cannot convert
    }
  }

  /** Lets go of the old shortcut, unless it is the new one written otherwise. */
  #release(taken: string): void {
    if (this.#held === null) return
    globalShortcut.unregister(this.#held)
    if (!globalShortcut.isRegistered(taken)) globalShortcut.register(taken, this.onPress)
  }
}
