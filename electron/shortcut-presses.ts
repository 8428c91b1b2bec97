import { CONFIRM_MS, NOT_PRESSED, press, type PressEvent, type PressWord } from './shortcut-press'

/** Runs `press` on what comes in, with the one clock that it needs. */
export class ShortcutPresses {
  #state = NOT_PRESSED
  #timer: NodeJS.Timeout | undefined

  constructor(private readonly onWord: (word: PressWord) => void) {}

  take(event: PressEvent): void {
    const { state, words } = press(this.#state, event, performance.now())
    this.#state = state
    clearTimeout(this.#timer)
    if (state.phase === 'unconfirmed') {
      this.#timer = setTimeout(() => this.take({ kind: 'unconfirmed' }), CONFIRM_MS)
    }
    for (const word of words) this.onWord(word)
  }

  close(): void {
    clearTimeout(this.#timer)
  }
}
