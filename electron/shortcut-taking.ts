import type { ShortcutStatus } from '@contract/settings'
import { Hotkey } from './hotkeys'
import type { PortalAnswer, PortalListeners, PortalShortcut } from './key-hook/portal-shortcut'

/** Asks a Wayland desktop for the shortcut. */
export type OpenPortal = (accelerator: string, listeners: PortalListeners) => Promise<PortalAnswer>

export interface ShortcutTakingOptions {
  /** `null` where it is not the desktop that sees the keys. */
  readonly openPortal: OpenPortal | null
  /** The system's shortcut was pressed. */
  readonly onPress: () => void
  /** The portal's shortcut went down or up, or its release can no longer be seen. */
  readonly onWord: (word: 'down' | 'up' | 'lost') => void
  /** Another way than before. */
  readonly onWay: () => void
}

/** Takes the shortcut from the system: by the desktop's portal under Wayland where it has one. */
export class ShortcutTaking {
  readonly #hotkey: Hotkey
  #portal: PortalShortcut | null = null
  #isDown = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: ShortcutTakingOptions) {
    this.#hotkey = new Hotkey(options.onPress)
  }

  /** How presses are seen: `hook` and `no-portal` by the system's shortcut. */
  get way(): 'hook' | 'portal' | 'no-portal' {
    if (!this.options.openPortal) return 'hook'
    return this.#portal ? 'portal' : 'no-portal'
  }

  /** Takes a shortcut; when it is refused, the one held before is kept. One after the other. */
  take(accelerator: string): Promise<ShortcutStatus['kind']> {
    const taking = this.#last.then(() => this.#take(accelerator))
    this.#last = taking
    return taking
  }

  /** What happens to the key is no longer seen. */
  lose(): void {
    if (this.#isDown) this.#tell('lost')
  }

  close(): void {
    this.#hotkey.close()
    this.#portal?.close()
  }

  async #take(accelerator: string): Promise<ShortcutStatus['kind']> {
    const { openPortal } = this.options
    if (!openPortal) return this.#hotkey.take(accelerator)
    const answer = await openPortal(accelerator, {
      onDown: () => this.#tell('down'),
      onUp: () => this.#tell('up'),
      onLost: () => this.#fallBack(accelerator),
    }).catch(() => 'unavailable' as const)
    if (answer === 'unavailable') return this.#hotkey.take(accelerator)
    if (answer === 'refused') return 'invalid'
    this.lose()
    this.#portal?.close()
    this.#portal = answer
    this.#hotkey.close()
    return 'registered'
  }

  /** The portal is gone: what is left is a switch. */
  #fallBack(accelerator: string): void {
    this.lose()
    this.#portal?.close()
    this.#portal = null
    this.#hotkey.take(accelerator)
    this.options.onWay()
  }

  /** After a loss, the release that comes late belongs to nothing. */
  #tell(word: 'down' | 'up' | 'lost'): void {
    if ((word === 'down') === this.#isDown) return
    this.#isDown = word === 'down'
    this.options.onWord(word)
  }
}
