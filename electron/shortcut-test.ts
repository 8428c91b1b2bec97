import type { ShortcutTest } from '@contract/settings'
import type { PressWord } from './shortcut-press'

/** How long *Press it now* waits for the key, in ms. */
const WAIT_MS = 10_000

/** *Press it now*: takes one press, so that it does nothing else, and shows what came of it. */
export class ShortcutTester {
  #downAt: number | null = null
  #isOn = false
  #timer: NodeJS.Timeout | undefined

  constructor(private readonly show: (test: ShortcutTest) => void) {}

  /** A press belongs to the test. */
  get isOn(): boolean {
    return this.#isOn
  }

  start(): void {
    this.#isOn = true
    this.#downAt = null
    this.#wait()
  }

  /** Ends it, whatever it shows. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#isOn = false
    this.show({ kind: 'off' })
  }

  take(word: PressWord): void {
    switch (word) {
      case 'down':
        clearTimeout(this.#timer)
        this.#downAt = performance.now()
        {
          this.show({ kind: 'down' })
          return
        }
      case 'up': {
        this.#pass(Math.round(performance.now() - (this.#downAt ?? performance.now())))
        return
      }
      case 'tap':
      case 'unseen-up': {
        this.#pass(null)
        return
      }
      case 'lost': {
        this.#wait()
        return
      }
    }
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#end({ kind: 'nothing' }), WAIT_MS)
    this.show({ kind: 'waiting' })
  }

  #pass(heldMs: number | null): void {
    this.#end({ kind: 'passed', heldMs })
  }

  #end(outcome: ShortcutTest): void {
    clearTimeout(this.#timer)
    this.#isOn = false
    this.show(outcome)
  }
}
