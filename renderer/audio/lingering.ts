/** Is on while it is needed, and for a while afterwards. */
export class Lingering {
  readonly #forMs: number
  readonly #onChange: (on: boolean) => void
  #needed = false
  #on = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param forMs how long it stays on when it is no longer needed, ms. */
  constructor(forMs: number, onChange: (on: boolean) => void) {
    this.#forMs = forMs
    this.#onChange = onChange
  }

  get on(): boolean {
    return this.#on
  }

  setNeeded(needed: boolean): void {
    if (needed === this.#needed) return
    this.#needed = needed
    clearTimeout(this.#timer)
    if (needed) this.#turn(true)
    else this.#timer = setTimeout(() => this.#turn(false), this.#forMs)
  }

  /** Off at once, until it is needed anew. */
  end(): void {
    this.#needed = false
    clearTimeout(this.#timer)
    this.#turn(false)
  }

  #turn(on: boolean): void {
    if (on === this.#on) return
    this.#on = on
    this.#onChange(on)
  }
}
