import { fail, ok, type Result } from '@contract/errors'
import type { Settings, ShortcutStatus, ShortcutTest } from '@contract/settings'
import type { HookChild, HookListeners } from './key-hook/fork-hook'
import { KeyHook } from './key-hook/key-hook'
import { watchedKeyOf } from './key-hook/key-codes'
import type { WatchedKey } from './key-hook/watched-key'
import { supportOf } from './shortcut-hold'
import type { PressWord } from './shortcut-press'
import { ShortcutPresses } from './shortcut-presses'
import { ShortcutTaking, type OpenPortal } from './shortcut-taking'
import { ShortcutTester } from './shortcut-test'

/** A hook that misses so many presses in a row does not see this key (another keyboard layout). */
const MAX_UNSEEN = 2
/** The press to test should find the hook in place; it takes a fraction of a second. */
const HOOK_WAIT_MS = 3_000

/** The part of the engine that the shortcut needs. */
export interface ShortcutEngine {
  setShortcutStatus(status: ShortcutStatus): void
  setShortcutTest(test: ShortcutTest): void
  saveShortcut(accelerator: string): Promise<Result<null>>
  readonly talkKey: { down(): void; up(): void; lost(): void }
}

/** What the system brings; tests bring their own. */
export interface ShortcutSystem {
  readonly platform: NodeJS.Platform
  /** Under Wayland, where no hook sees the keys of others; `null` elsewhere. */
  readonly openPortal: OpenPortal | null
  fork(key: WatchedKey, listeners: HookListeners): HookChild
  /** Whether macOS lets the app see keys; asks the user when told to. True elsewhere. */
  isTrusted(ask: boolean): boolean
}

/** Brings the settings' shortcut and the system's together, and tells the engine of its presses. */
export class Shortcut {
  readonly #taking: ShortcutTaking
  readonly #presses = new ShortcutPresses((word) => this.#take(word))
  readonly #tester: ShortcutTester
  readonly #hook: KeyHook
  #registered: string | null = null
  #published: ShortcutStatus | null = null
  #talkMode: Settings['talkMode'] = 'hands-free'
  #unseen = 0
  #proved = false
  #hookWaiters: (() => void)[] = []

  constructor(
    private readonly engine: ShortcutEngine,
    private readonly system: ShortcutSystem,
  ) {
    this.#taking = new ShortcutTaking({
      openPortal: system.openPortal,
      onPress: () => this.#presses.take({ kind: 'shortcut' }),
      onWord: (word) => this.#take(word),
      onWay: () => this.#publish(),
    })
    this.#tester = new ShortcutTester((test) => {
      engine.setShortcutTest(test)
      if (!this.#tester.isOn) this.refresh() // the hook may have been there for the test only
    })
    this.#hook = new KeyHook({
      fork: (key, listeners) => system.fork(key, listeners),
      onKey: (report) => this.#presses.take({ kind: `hook-${report}` }),
      onState: (state) => {
        this.#presses.take({ kind: 'hooked', hooked: state === 'ready' })
        if (state !== 'starting') this.#hookWaiters.splice(0).forEach((proceed) => proceed())
        this.#publish()
      },
    })
  }

  /** Takes the one from the settings; the user sees when another program has it. */
  async restore({ shortcut, talkMode }: Settings): Promise<void> {
    this.#talkMode = talkMode
    // The desktop may ask its user first; until then nothing is wrong with it.
    if (this.system.openPortal) this.#taken(shortcut)
    const kind = await this.#taking.take(shortcut)
    if (kind === 'registered') {
      this.#taken(shortcut)
      return
    }
    this.#registered = null
    this.engine.setShortcutStatus({ kind, accelerator: shortcut })
  }

  /** Takes a new one and keeps it in the settings; when it is refused, the old one stays. */
  async change(accelerator: string): Promise<Result<null>> {
    const kind = await this.#taking.take(accelerator)
    if (kind !== 'registered') return fail(`shortcut-${kind}`, accelerator)
    this.#taken(accelerator)
    return this.engine.saveShortcut(accelerator)
  }

  /** A talk mode was chosen: only holding a key to talk needs the hook, and a permission for it. */
  follow({ talkMode }: Settings): void {
    if (talkMode === this.#talkMode) return
    this.#talkMode = talkMode
    if (talkMode === 'push-to-talk' && this.#registered !== null) this.system.isTrusted(true)
    this.refresh()
  }

  /** *Press it now*; resolves once the press can be made. */
  async test(on: boolean): Promise<Result<null>> {
    if (!on) {
      this.#tester.stop()
      return ok(null)
    }
    this.lose()
    this.#unseen = 0
    this.refresh(true)
    this.#hook.retry()
    await this.#hookSettled()
    this.#tester.start()
    return ok(null)
  }

  /** Asks for what holding needs, or tries again what has failed. */
  allowHolding(): Result<null> {
    this.system.isTrusted(true)
    this.#unseen = 0
    this.refresh()
    this.#hook.retry()
    return ok(null)
  }

  /** Looks again at what may have changed outside of the app. */
  refresh(testing = this.#tester.isOn): void {
    const key = this.#watchable()
    const wanted = testing || this.#talkMode === 'push-to-talk'
    this.#hook.watch(wanted ? key : null)
    this.#publish()
  }

  /** The screen is locked or the computer sleeps: what happens to the key is no longer seen. */
  lose(): void {
    this.#presses.take({ kind: 'lost' })
    this.#taking.lose()
    this.engine.talkKey.lost()
  }

  close(): void {
    this.#taking.close()
    this.#presses.close()
    this.#hook.watch(null)
  }

  #taken(accelerator: string): void {
    if (accelerator !== this.#registered) this.#proved = false
    this.#registered = accelerator
    this.#unseen = 0
    this.refresh()
  }

  #take(word: PressWord): void {
    if (word === 'up') this.#proveHold()
    if (this.#tester.isOn) this.#tester.take(word)
    else this.#tell(word)
    if (word !== 'unseen-up') return
    this.#unseen += 1
    this.refresh()
  }

  #tell(word: PressWord): void {
    if (word === 'down' || word === 'tap') this.engine.talkKey.down()
    if (word === 'lost') this.engine.talkKey.lost()
    else if (word !== 'down') this.engine.talkKey.up()
  }

  #proveHold(): void {
    this.#unseen = 0
    this.#proved = true
    this.#publish()
  }

  #watchable(): WatchedKey | null {
    if (this.#taking.way !== 'hook') return null
    if (this.#registered === null || this.#unseen >= MAX_UNSEEN) return null
    return this.system.isTrusted(false)
      ? watchedKeyOf(this.#registered, this.system.platform)
      : null
  }

  #publish(): void {
    const accelerator = this.#registered
    if (accelerator === null) return
    const known = watchedKeyOf(accelerator, this.system.platform) !== null
    const hold = supportOf({
      way: this.#taking.way,
      keyKnown: known && this.#unseen < MAX_UNSEEN,
      trusted: this.system.isTrusted(false),
      hook: this.#hook.state,
      proved: this.#proved,
    })
    const status: ShortcutStatus = { kind: 'registered', accelerator, hold }
    if (JSON.stringify(status) === JSON.stringify(this.#published)) return
    this.#published = status
    this.engine.setShortcutStatus(status)
  }

  async #hookSettled(): Promise<void> {
    if (this.#hook.state !== 'starting') return
    await new Promise<void>((resolve) => {
      this.#hookWaiters.push(resolve)
      setTimeout(resolve, HOOK_WAIT_MS)
    })
  }
}
