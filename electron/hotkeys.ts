import { globalShortcut } from 'electron'
import type { ShortcutStatus } from '@contract/settings'
import { isUsableAccelerator } from './accelerator'

/** A shortcut that works whichever program has the keyboard. */
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
    if (this.#held !== null) globalShortcut.unregister(this.#held)
    this.#held = null
  }

  #register(accelerator: string): ShortcutStatus['kind'] {
    if (!isUsableAccelerator(accelerator)) return 'invalid'
    try {
      if (globalShortcut.isRegistered(accelerator)) {
        // Another way to write the one that is held, such as Ctrl for Control; or another shortcut of ours.
        return this.#isHeld(accelerator) ? 'registered' : 'taken'
      }
      const accepted = globalShortcut.register(accelerator, this.onPress)
      return accepted && globalShortcut.isRegistered(accelerator) ? 'registered' : 'taken'
    } catch {
      return 'invalid' // Electron throws on what it cannot convert
    }
  }

  /** Whether these registered keys are those of this shortcut: the system tells only whose they are. */
  #isHeld(accelerator: string): boolean {
    if (this.#held === null) return false
    globalShortcut.unregister(this.#held)
    const isFree = !globalShortcut.isRegistered(accelerator)
    globalShortcut.register(this.#held, this.onPress)
    return isFree
  }

  /** Lets go of the old shortcut, unless it is the new one written otherwise. */
  #release(taken: string): void {
    if (this.#held === null) return
    globalShortcut.unregister(this.#held)
    if (!globalShortcut.isRegistered(taken)) globalShortcut.register(taken, this.onPress)
  }
}
