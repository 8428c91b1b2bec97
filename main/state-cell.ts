/** A value with named slices that tells its listeners, in order, which slices changed. */
export class StateCell<State extends object> {
  readonly #listeners = new Set<(patch: Partial<State>, state: State) => void>()
  readonly #untold: { readonly patch: Partial<State>; readonly state: State }[] = []
  #telling = false
  #state: State

  constructor(initial: State) {
    this.#state = initial
  }

  get current(): State {
    return this.#state
  }

  update(patch: Partial<State>): void {
    this.#state = { ...this.#state, ...patch }
    this.#untold.push({ patch, state: this.#state })
    // A listener that updates is heard of by all once all have heard of what it listened to.
    if (!this.#telling) this.#tell()
  }

  #tell(): void {
    this.#telling = true
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
        for (const listener of [...this.#listeners]) listener(next.patch, next.state)
      }
    } finally {
      this.#telling = false
    }
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (patch: Partial<State>, state: State) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
